"""Questions that pages, mail and exports ask: brand first, frozen dataclasses out. One file per subject."""
