"""Documents that are hard to show: words that repeat, characters of two UTF-16 units, titles and texts of markup."""

from pathlib import Path

REPEATED = """🌊 Ferry notes 渡轮日志

The ferry Amaranth 🛳️ carries 310 passengers to 大屿山 every morning.

On Monday 星期一 the crossing was calm. 🌤️ The sailors sang.

The ferry Amaranth 🛳️ carries 310 passengers to 大屿山 every morning.

On Tuesday 星期二 there was fog 🌫️ until noon, and 👩‍👩‍👧‍👦 waited on the quay.

The ferry Amaranth 🛳️ carries 310 passengers to 大屿山 every morning.
"""
SENTENCE = "The ferry Amaranth 🛳️ carries 310 passengers to 大屿山 every morning."
ASKED = "How many passengers does the ferry Amaranth carry?"

HOSTILE = """<script>window.hacked = "title"</script> <img src=x onerror="window.hacked='title'"> Gazette

The lighthouse at Quillon Point <img src=x onerror="window.hacked='text'"> has 214 steps </mark></div><script>
window.hacked = "text"</script> to its lamp.

The keeper of the Quillon Point lighthouse is <svg onload="window.hacked='svg'"> Marta Voss </svg>, [1] says a
notice &lt;b&gt; by the door: [click](javascript:alert(1)) **bold** `code`.
"""
HOSTILE_ASKED = "How many steps has the lighthouse at Quillon Point <img src=x onerror=\"window.hacked='question'\">?"
HOSTILE_NAME = "<img src=x onerror=window.hacked=1>.txt"


def write_documents(folder: Path) -> None:
    """One file for each."""
    folder.mkdir()
    (folder / "ferry.txt").write_text(REPEATED, encoding="utf-8")
    (folder / HOSTILE_NAME).write_text(HOSTILE, encoding="utf-8")
