"""All settings, in one file. What differs between machines comes from the environment; `.env.example` lists it all."""

import os
from datetime import timedelta
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent


def env_text(name: str, default: str | None = None) -> str:
    value = os.environ.get(name, default)
    if not value and default is None:
        raise ImproperlyConfigured(f"Set the environment variable {name}; .env.example says what it is for.")
    return value or ""


def env_flag(name: str, *, default: bool) -> bool:
    value = os.environ.get(name, "")
    known = {"": default, "1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
    if value.lower() not in known:
        raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")
    return known[value.lower()]


def env_number(name: str, default: int) -> int:
    value = os.environ.get(name, "")
    if value and not value.isdigit():
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.")
    return int(value or default)


def env_list(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


# --- this machine -----------------------------------------------------------------------------------------------
SECRET_KEY = env_text("SECRET_KEY")
DEBUG = env_flag("DEBUG", default=False)
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", "127.0.0.1,localhost")
SITE_URL = env_text("SITE_URL", "http://127.0.0.1:8000").rstrip("/")  # the start of every link in a mail
CSRF_TRUSTED_ORIGINS = [SITE_URL]
HTTPS = env_flag("HTTPS", default=True)  # 0 only where browser and server share a machine
DATA_DIR = Path(env_text("DATA_DIR", str(BASE_DIR / ".data")))
MEDIA_ROOT = DATA_DIR / "media"  # uploads, private: no URL leads here
FILE_UPLOAD_PERMISSIONS = 0o600
UPLOAD_LIMIT = env_number("UPLOAD_LIMIT_MB", 500) * 1024 * 1024

DATABASES = {"default": dj_database_url.parse(env_text("DATABASE_URL"))}
DATABASES["default"] |= {
    "OPTIONS": {"pool": {"min_size": 1, "max_size": env_number("DATABASE_POOL", 8), "timeout": 10}},
    "CONN_HEALTH_CHECKS": True,
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

EMAIL_BACKEND = env_text("EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
EMAIL_HOST = env_text("EMAIL_HOST", "localhost")
EMAIL_PORT = env_number("EMAIL_PORT", 587)
EMAIL_HOST_USER = env_text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env_text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_SSL = env_flag("EMAIL_USE_SSL", default=False)
EMAIL_USE_TLS = env_flag("EMAIL_USE_TLS", default=not EMAIL_USE_SSL)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env_text("DEFAULT_FROM_EMAIL", "tkcommerce <noreply@localhost>")
UNSUBSCRIBE_ADDRESS = env_text("UNSUBSCRIBE_ADDRESS", "")  # a mailbox that somebody reads, beside the link in each report
MAIL_EVENTS_SECRET = env_text("MAIL_EVENTS_SECRET", "")  # signs what the mail provider tells of bounces; empty: not listened to
CHAT_WEBHOOK_HOSTS = env_list("CHAT_WEBHOOK_HOSTS", "hooks.slack.com")  # the only hosts that reports are posted to
FIELD_KEY = env_text("FIELD_KEY", "")  # encrypts secrets of brands in the database; empty: derived from SECRET_KEY

# --- what runs here ---------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "tkcommerce",
    "tkcommerce.work",
    "tkcommerce.brands",
    "planner",
    "analytics",
    "tkcommerce.brands.apps.ManagersAdminConfig",  # django.contrib.admin, open to those who manage a brand
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "csp",
    "django_htmx",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "tkcommerce.brands.language.ReaderLanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "tkcommerce.urls"
WSGI_APPLICATION = "tkcommerce.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tkcommerce.brands.frame.frame",
            ],
            "libraries": {"lucide": "tkcommerce.templatetags.icons"},
        },
    },
]

# --- people -----------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "brands.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "tkcommerce.brands.adapter.InvitedOnly"
ACCOUNT_FORMS = {"signup": "tkcommerce.brands.forms.InvitedSignupForm"}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""

# --- language and time ------------------------------------------------------------------------------------------
LANGUAGE_CODE = "ja"
LANGUAGES = [("ja", _("Japanese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "tkcommerce" / "locale"]
USE_TZ = True
TIME_ZONE = "UTC"  # instants are kept in UTC; days and weeks are the brand's, from tkcommerce.dates

# --- static files -----------------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "tkcommerce.package_files.PlotlyFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        # Compression takes 8 s for plotly alone, so only the production image does it.
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if env_flag("COMPRESS_STATIC", default=True)
        else "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    },
}

# --- caches and sessions: never in Redis alone, so a lost Redis signs nobody out and resets no limit -------------
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = int(timedelta(days=7).total_seconds())

# --- security ---------------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
        "manifest-src": [SELF],
    }
}
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "tkcommerce.brands.views.errors.csrf_failure"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/$"]  # asked by the container itself, over plain HTTP
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env_flag("BEHIND_PROXY", default=False) else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env_text("LOG_LEVEL", "INFO")},
}

# --- background work: PostgreSQL owns it, Celery and Redis only carry hints (README, "Background work") ---------
CELERY_BROKER_URL = env_text("REDIS_URL")
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_connect_timeout": 1,  # a page never waits longer than this for Redis
    "socket_timeout": 5,
    "socket_keepalive": not CELERY_BROKER_URL.startswith("redis+socket"),
    "health_check_interval": 10,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_TIME_LIMIT = 300
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 600_000  # kB
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False
CELERY_TIMEZONE = "UTC"

CELERY_TASK_ROUTES = {
    "tkcommerce.work.tasks.sweep": {"queue": "sweep"},
    "planner.tasks.send_reminder": {"queue": "mail"},
    "analytics.tasks.import_metrics": {"queue": "import"},
    "analytics.tasks.rebuild_rollups": {"queue": "rollup"},
    "analytics.tasks.learn_patterns": {"queue": "learn"},
    "analytics.tasks.learn_selection": {"queue": "learn"},
    "analytics.tasks.send_report_mails": {"queue": "mail"},
    "analytics.tasks.post_report_to_chat": {"queue": "mail"},
}
CELERY_BEAT_SCHEDULE = {
    "sweep": {"task": "tkcommerce.work.tasks.sweep", "schedule": 5.0, "options": {"expires": 10}},
}
TABLE_READER = "analytics.plain_table.read_plain_table"  # how the planner reads a table that somebody gives it
VIDEO_PANELS: list[str] = [  # what stands on the page of a video, in this order (planner/panels.py)
    "analytics.result_panel.result_panel",
    "analytics.trial_panel.trial_panel",
    "analytics.funnels.panel.funnel_panel",
    "planner.cadence.panel.cadence_panel",
    "planner.approval.panel.approval_panel",
    "planner.checklist.panel.checklist_panel",
    "planner.approval.comments_panel.comments_panel",
    "planner.series.variants_panel.variants_panel",
    "analytics.pair_panel.pair_comparison_panel",
    "planner.posting.panel.posting_panel",
    "planner.links.panel.links_panel",
]
WORK_MAKERS = [  # what each sweep asks for rows that the calendar says are due
    "planner.posting.reminding.make_due_reminders",
    "analytics.reports.ledger.make_due_mails",
    "analytics.reports.chat.make_due_posts",
    "analytics.pattern_wishes.make_due_nights",
    "planner.series.recurring.make_due_occurrences",
    "planner.video_page.attached_files.forget_files",
    "planner.links.counting.count_hits",
]
