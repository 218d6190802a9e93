"""Ask through the Model Context Protocol: a running `qa serve`, or a `qa mcp` that this program starts itself.

Usage: python examples/mcp_ask.py QUESTION [http://127.0.0.1:8000/mcp | INDEX]
INDEX is an index directory that `qa index` made; without either the default index is asked.
"""

import asyncio
import sys
from typing import Any

from mcp import Client
from mcp.client.stdio import StdioServerParameters


def place(named: str | None) -> str | StdioServerParameters:
    """The address of a server, or how to start one."""
    if named is not None and named.startswith("http"):
        return named
    index = [] if named is None else ["--index", named]
    return StdioServerParameters(command=sys.executable, args=["-m", "seedqa.api.cli", "mcp", *index])


async def main(question: str, server: str | StdioServerParameters) -> None:
    """Print the answer, each citation as the document has it, and the nearest passages."""
    async with Client(server) as client:
        answer = await called(client, "ask", question=question)
        print(answer["answer"])
        for cited in answer["citations"]:
            span = {"document_id": cited["document_id"], "start": cited["start"], "end": cited["end"]}
            words = (await called(client, "read_document", **span))["text"]
            print(f"[{cited['marker']}] {cited['title']} {cited['start']}-{cited['end']}: {words}")
        print("\nNearest passages:")
        for found in (await called(client, "search", query=question, limit=3))["passages"]:
            print(f"{found['score']:.3f} {found['title']}: {found['quote'][:80]!r}")


async def called(client: Client, tool: str, **arguments: Any) -> dict[str, Any]:
    """What a tool returns."""
    result = await client.call_tool(tool, arguments)
    if result.is_error or result.structured_content is None:
        sys.exit(" ".join(getattr(part, "text", "") for part in result.content))
    return result.structured_content


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    asyncio.run(main(sys.argv[1], place(sys.argv[2] if len(sys.argv) > 2 else None)))
