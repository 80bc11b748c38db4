"""Which fonts official documents ask for, and which free faces stand in for each."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stand:
    """How one kind of lettering is set where the real fonts are not at hand.

    `asked` are the names documents use; names in one inner tuple are of one and the same font.
    `chain` are family names, tried character by character. `bold` asks the chain for its bold.
    """

    asked: tuple[tuple[str, ...], ...]
    chain: tuple[str, ...]
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a derived family is made of: free files, by name.

    `face` is the family wanted of a collection. Of a face with more characters than a title needs
    only those are taken that the file `like` has too: LibreOffice looks at each character of each
    font for each PDF, and at 44,000 it takes a twentieth of its time.
    """

    hanzi: str
    letters: str
    face: str = ""
    like: str = ""

    @property
    def files(self) -> tuple[str, ...]:
        """The files it takes."""
        return tuple(dict.fromkeys(name for name in (self.hanzi, self.letters, self.like) if name))


FANG, KAI, HEI, SONG = "Docfill FangSong", "Docfill KaiTi", "Docfill HeiTi", "Docfill SongTi"
TITLE = "Docfill XiaoBiaoSong"
SERIF, SANS = "Noto Serif CJK SC", "Noto Sans CJK SC"
_RARE = ("HanaMinA", "HanaMinB")

# Seen by nobody: faces are derived from them.
SOURCES = (
    "FandolFang-Regular.otf",
    "FandolHei-Regular.otf",
    "FandolKai-Regular.otf",
    "FandolSong-Regular.otf",
)
_BOLD = "NotoSerifCJK-Bold.ttc"
NEEDED = (*SOURCES, "NotoSerifCJK-Regular.ttc", _BOLD, "NotoSansCJK-Regular.ttc")
_FANG, _HEI, _KAI, _SONG = SOURCES

# FandolFang's own Latin letters are a sans heavier than its hanzi; FandolSong's suit them.
DERIVED = {
    FANG: Recipe(_FANG, letters=_SONG),
    KAI: Recipe(_KAI, letters=_KAI),
    HEI: Recipe(_HEI, letters=_HEI),
    SONG: Recipe(_SONG, letters=_SONG),
    TITLE: Recipe(_BOLD, letters=_BOLD, face=SERIF, like=_SONG),
}
OPTIONAL = ("LXGWWenKai-Regular.ttf", "HanaMinA.ttf", "HanaMinB.ttf")

STANDS = (
    Stand(
        (
            ("仿宋_GB2312", "FangSong_GB2312"),
            ("仿宋", "FangSong"),
            ("方正仿宋_GBK", "FZFangSong-Z02"),
            ("方正仿宋简体", "FZFangSong-Z02S"),
            ("华文仿宋", "STFangsong"),
        ),
        (FANG, SERIF, *_RARE),
    ),
    Stand(
        (
            ("楷体_GB2312", "KaiTi_GB2312"),
            ("楷体", "KaiTi"),
            ("方正楷体_GBK", "FZKai-Z03"),
            ("方正楷体简体", "FZKai-Z03S"),
            ("华文楷体", "STKaiti"),
        ),
        (KAI, "LXGW WenKai", SERIF, *_RARE),
    ),
    Stand(
        (
            ("黑体", "SimHei"),
            ("方正黑体_GBK", "FZHei-B01"),
            ("方正黑体简体", "FZHei-B01S"),
            ("华文黑体", "STHeiti"),
            ("微软雅黑", "Microsoft YaHei"),
            ("等线", "DengXian"),
        ),
        (HEI, SANS, *_RARE),
    ),
    Stand(
        (
            ("宋体", "SimSun"),
            ("新宋体", "NSimSun"),
            ("方正书宋_GBK", "FZShuSong-Z01"),
            ("方正书宋简体", "FZShuSong-Z01S"),
            ("华文宋体", "STSong"),
        ),
        (SONG, SERIF, *_RARE),
    ),
    Stand(
        (
            ("方正小标宋简体", "FZXiaoBiaoSong-B05S"),
            ("方正小标宋_GBK", "FZXiaoBiaoSong-B05"),
            ("华文中宋", "STZhongsong"),
        ),
        (TITLE, SERIF, SONG, *_RARE),
        bold=True,
    ),
)

# For a font nobody knows: Song, the plain book face.
OTHERWISE = Stand((), (SONG, SERIF, *_RARE))
