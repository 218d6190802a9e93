"""``qa chat``: how a conversation begins."""

from contextlib import closing

from seedqa.api.cli.configuration import configured
from seedqa.api.cli.opening import open_engine, ready_index
from seedqa.api.cli.options import IndexFolder, SettingsFile, SettingWords

EXAMPLES = ("qa chat", "qa chat --index papers.index", "qa chat < questions.txt")


def run_chat(index: IndexFolder = None, config: SettingsFile = None, words: SettingWords = None) -> int:
    """Hold a conversation in the terminal. There :help lists the orders; Ctrl-D leaves."""
    from seedqa.api.dialogue.conversation import Dialogue
    from seedqa.api.dialogue.lines import lines_of_user, talks_to_a_person

    configuration = configured(config, words, index=index)
    with closing(open_engine(lambda: ready_index(configuration), configuration)) as engine:
        dialogue = Dialogue(engine)
        if talks_to_a_person():
            dialogue.greet()
        dialogue.run(lines_of_user())
    return 0
