"""The main job shown in a minute, without internet. Nothing in it is simulated but the calendar."""
