"""What has to be true before the web server starts. Run as a process of its own: `python -m …preparation [--no-demo]`.

One process for all steps, because starting Django costs as much as the steps themselves. Everything may run twice.
"""

import os
import sys
import time

import django
from django.core.management import call_command

DEMO = "demo brand"  # the step after whose line the sign-ins are printed


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tkcommerce.settings")
    django.setup()
    step("tables", "migrate", interactive=False, verbosity=0)
    step("cache table", "createcachetable", verbosity=0)
    step("translations", "translations", "compile")
    step("static files", "collectstatic", interactive=False, verbosity=0)
    if "--no-demo" not in sys.argv[1:]:
        print(DEMO, flush=True)
        call_command("seed_demo")


def step(name: str, *command: str, **options: object) -> None:
    began = time.monotonic()
    call_command(*command, **options)
    print(f"{name}: {time.monotonic() - began:.1f} s", flush=True)


if __name__ == "__main__":
    main()
