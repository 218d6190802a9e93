"""``qa mcp``: the tools over standard input and output, for a program that starts the server itself."""

from contextlib import closing

from seedqa.api.cli.configuration import configured
from seedqa.api.cli.opening import check_index, ready_index
from seedqa.api.cli.options import IndexFolder, SettingsFile, SettingWords

EXAMPLES = ("qa mcp", "qa mcp --index papers.index --set asking.caution=cautious")


def run_mcp(index: IndexFolder = None, config: SettingsFile = None, words: SettingWords = None) -> int:
    """Offer the tools of MCP over standard input and output. Serves until its input ends."""
    configuration = configured(config, words, index=index)
    check_index(configuration)
    from seedqa.api.mcp_tools import mcp_server
    from seedqa.qa.live import LiveEngine
    from seedqa.qa.llm.opening import with_llm

    def opened() -> LiveEngine:
        return LiveEngine.open(ready_index(configuration), configuration.asking)

    with closing(with_llm(opened, configuration.llm)) as engine:
        mcp_server(lambda: engine).run("stdio")
    return 0
