"""The screens and readers that journeys are made for."""

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1440, "height": 900}

EVERY_SCREEN = [
    {"viewport": viewport, "language": language, "scheme": scheme}
    for viewport in (DESKTOP, PHONE)
    for language in ("ja-JP", "en-GB")
    for scheme in ("light", "dark")
]


def name_of(screen: dict) -> str:
    return f"{screen['viewport']['width']}-{screen['language'][:2]}-{screen['scheme']}"
