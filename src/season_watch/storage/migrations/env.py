"""What Alembic runs around the migrations: it gets its connection, in a transaction already, from `schema.migrate`."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
context.run_migrations()
