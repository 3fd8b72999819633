"""Start, and move on: a configuration to edit, and a database of the right schema."""

from dataclasses import replace
from pathlib import Path

from season_watch.cli.options import Options
from season_watch.cli.output import say
from season_watch.config.finding import FILE_NAME
from season_watch.config.template import template
from season_watch.storage import schema
from season_watch.storage.lock import hold


def init(options: Options, directory: Path) -> None:
    """Write the template into the directory, unless -c names another file, and create the database."""
    file = options.config or directory / FILE_NAME
    say(f"Wrote {file}." if _write_new(file, template()) else f"{file} is there already, and stays as it is.")
    migrate(replace(options, config=file).database_file())
    say(f"Next: edit {file}, then run `season-watch -c {file} check`, then `season-watch -c {file} run`.")


def migrate(database: Path) -> None:
    """Move the database to this program's schema, and say from where and what was kept."""
    result = moved(database)
    if result.before == result.after:
        say(f"The database {database} has schema {result.after} already.")
    elif result.before == 0:
        say(f"Created the database {database} with schema {result.after}.")
    else:
        kept = f"; a copy from before is {result.backup}" if result.backup else ""
        say(f"Moved the database {database} from schema {result.before} to {result.after}{kept}.")


def moved(database: Path) -> schema.MigrationResult:
    """Migrate a database that no other process works on; DatabaseInUse where one does."""
    make_room(database)
    with hold(database):
        return schema.migrate(database)


def make_room(database: Path) -> None:
    """The folder that holds the database and its lock, for its owner alone where it is new."""
    database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)


def _write_new(file: Path, text: str) -> bool:
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with file.open("x", encoding="utf-8") as new:
            new.write(text)
    except FileExistsError:
        return False
    return True
