"""gunicorn's configuration under quickstart: its lines without the time, which the launcher puts before each line."""

logconfig_dict = {
    "root": {"level": "INFO", "handlers": []},  # Django sets up the rest
    "loggers": {
        "gunicorn.error": {"level": "INFO", "handlers": ["error_console"], "propagate": False},
        "gunicorn.access": {"level": "WARNING", "handlers": [], "propagate": False},
    },
    "formatters": {"generic": {"format": "{levelname} {message}", "style": "{"}},
}
