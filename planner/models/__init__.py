from .accounts import Account
from .taxonomy import Facet, Level, VideoLevel
from .videos import Video, VideoChange

__all__ = ["Account", "Facet", "Level", "Video", "VideoChange", "VideoLevel"]
