"""Prompts in the structure of those that chat clients send for tasks of their own, and questions that look alike.

The clients named are those whose prompts have this structure; the wording is ours, since what is recognised is the
structure. The conversation is the same in all: who heads logistics, and since when.
"""

from dataclasses import dataclass

Message = dict[str, str]
FIRST = "Who is the head of logistics?"
TOLD = "Oskar Brandt [1]"
TALK = f"USER: {FIRST}\nASSISTANT: {TOLD}\nUSER: And since when?\nASSISTANT: Since 2019. [1]"
TITLE = "Head of Logistics"


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a client sends, the kind of its task, and what it shows as the result; None: not fixed by the prompt."""

    client: str
    kind: str
    messages: list[Message]
    expected: str | None = None


def user(text: str) -> Message:
    return {"role": "user", "content": text}


def system(text: str) -> Message:
    return {"role": "system", "content": text}


def talked(order: str) -> list[Message]:
    """A conversation that goes on, with the client's order as the user's next message."""
    return [user(FIRST), {"role": "assistant", "content": TOLD}, user(order)]


def _sections(task: str, sample: str, talk: str = TALK) -> list[Message]:
    """One message in sections, the conversation in tags at its end, as Open WebUI has it."""
    return [
        user(
            f"### Task:\n{task}\n### Guidelines:\n- Write in the language of the chat.\n- Be accurate and brief.\n"
            f"### Output:\nJSON format: {sample}\n### Chat History:\n<chat_history>\n{talk}\n</chat_history>"
        )
    ]


COMPLETE = """### Task:
You are an autocompletion system: continue the text in `<text>` as `<type>` says.
If nothing fits, return `{ "text": "" }`.
### Examples
<type>General</type>
<text>The tide came in and the boats</text>
{ "text": "rose with it." }
### Context:
<chat_history>
USER: Hello
</chat_history>
<type>General</type>
<text>How long is the river</text>
#### Output:"""
PICK_TOOLS = """Available Tools: [{"name": "get_weather"}]
Your task is to choose the right tools from the list of available tools.
- Where none fits, return an empty array: {"tool_calls": []}"""

# fmt: off
TITLES = [
    Prompt("open-webui", "title", _sections(
        "Write a title of 3-5 words with an emoji for the chat history.", '{ "title": "your title here" }'),
        f'{{"title": "{TITLE}"}}'),
    Prompt("librechat", "title", [user(
        "Please generate a concise, 5-word-or-less title for the conversation, in its own language and without "
        f'punctuation. Never mention the word "title"\nUser: {FIRST} AI: {TOLD}')], TITLE),
    Prompt("librechat, lines", "title", [user(
        "Provide a brief title of at most 5 words for the conversation. Return the title and nothing else.\n\n"
        f"Conversation:\nUser: {FIRST}\nAI: {TOLD}")], TITLE),
    Prompt("librechat, numbered", "title", [user(
        "Look at this conversation and provide:\n1. The language it is held in\n2. A concise title in that language "
        f"(5 words or less, no punctuation)\n\nUser: {FIRST}\nAI: {TOLD}")], TITLE),
    Prompt("librechat, older", "title", [system(
        "Please write a concise title for the conversation, five words at most, without quotes.\n\n"
        f'||>User:\n"{FIRST}"\n||>Response:\n"{TOLD}"\n\n||>Title:')], TITLE),
    Prompt("lobe-chat", "title", [
        system("You are a professional conversation summarizer. Produce a short title that says what it is about.\n"
               "Rules:\n- Output ONLY the title, no explanations or additional context\n- At most 50 characters"),
        user(f"user: {FIRST}\nassistant: {TOLD}")], TITLE),
    Prompt("lobe-chat, tags", "title", [
        system("You are a professional conversation summarizer."),
        user("<task>\nCreate a concise title for the conversation.\n</task>\n\n<conversation>\n"
             f"<user>\n{FIRST}\n</user>\n<assistant>\n{TOLD}\n</assistant>\n</conversation>")], TITLE),
    Prompt("lobe-chat, below", "title", [user(
        f"user: {FIRST}\nassistant: {TOLD}\n\nPlease summarize the conversation above into a title of 5 words.")],
        TITLE),
    Prompt("chatbox", "title", [user(
        "Going by the chat history, give this conversation a name.\nAt most 20 characters, no quotes.\n"
        f"Here is the conversation:\n\n```\nYou are a helpful assistant.\n\n---------\n\n{FIRST}\n\n---------\n\n{TOLD}"
        "\n```\n\nName this conversation in 20 characters or less.\n\nThe name is:")], TITLE),
    Prompt("chatbox, boxed", "title", [user(
        "Create an informative title for the conversation below.\n- 3-8 words, under 60 characters\n\n"
        f"[user]\n{FIRST}\n\n---------\n\n[assistant]\n{TOLD}")], TITLE),
    Prompt("nextchat", "title", talked(
        "Please write a title of four to five words that sums up our conversation, without punctuation, quotation "
        "marks or additional text."), TITLE),
    Prompt("nextchat, Chinese", "title", talked("用四到五个字直接返回这句话的简要主题，不要解释，不要标点"), TITLE),
    Prompt("zed", "title", talked("Generate a concise 3-7 word title for this conversation."), TITLE),
    Prompt("big-agi", "title", [
        system("You are an AI conversation titles assistant; your chat titles are short."),
        user("Read the conversation (its lines are cut) and extract a concise chat title of a few words.\n"
             f"Only answer with the lowercase title.\n\n```\n- You: {FIRST}\n- Assistant: {TOLD}\n```")],
        TITLE.lower()),
    Prompt("continue", "title", [user(
        "Given the following, please reply with a title for the chat that is 3-4 words in length, no explanation.\n\n"
        f"{FIRST}")], TITLE),
    Prompt("vercel chatbot", "title", [
        system("\n\n    - you will generate a short title based on the first message a user begins a chat with\n"
               "    - it is not more than 80 characters long\n    - do not use quotes or colons\n"
               "    - you should NOT answer the message"),
        user(FIRST)], TITLE),
    Prompt("vercel chatbot, JSON", "title", [
        system("You will generate a short title based on the user's first message, without quotes or colons."),
        user(f'{{"id": "1", "role": "user", "parts": [{{"type": "text", "text": "{FIRST}"}}]}}')], TITLE),
    Prompt("opencode", "title", [
        system("You are a title generator. You output only the title of a thread."),
        user("Generate a title for this conversation:\n"), user(FIRST)], TITLE),
    Prompt("cherry-studio", "title", [
        system("Summarize the given session as a 10-word title, without special symbols; output only the title."),
        user(f'[{{"role": "user", "mainText": "{FIRST}"}}, {{"role": "assistant", "mainText": "Oskar"}}]')], TITLE),
]
OTHERS = [
    Prompt("open-webui", "tags", _sections(
        "Generate 1-3 broad tags for the themes of the chat history, and 1-3 narrower ones.",
        '{ "tags": ["tag1", "tag2"] }')),
    Prompt("open-webui", "follow_ups", _sections(
        "Suggest 3-5 follow-up questions that the user might ask next in this conversation.",
        '{ "follow_ups": ["Question 1?", "Question 2?"] }')),
    Prompt("any", "follow_ups", talked("Based on our conversation, suggest 3 follow-up questions, nothing else.")),
    Prompt("open-webui", "queries", _sections(
        "Read the chat history to see whether generating search queries is needed; prefer 1-3 queries.",
        '{ "queries": ["query1", "query2"] }', f"USER: {FIRST}"), f'{{"queries": ["{FIRST}"]}}'),
    Prompt("langchain, llama-index", "queries", [user(
        "Given a conversation and a follow up question, rephrase the follow up question to be a standalone question.\n"
        f"Chat History:\nHuman: Hello\nAssistant: Hello\nFollow Up Input: {FIRST}\nStandalone question:")], FIRST),
    Prompt("langchain, several", "queries", [user(
        "Your task is to generate 3 different versions of the given user question, to search a vector database. "
        f"Separate them by newlines. Original question: {FIRST}")], FIRST),
    Prompt("open-webui", "completion", [user(COMPLETE)], '{"text": ""}'),
    Prompt("lobe-chat", "completion", [
        system("Complete the user's partially typed message. Output ONLY the missing text."),
        user('Before cursor: "How do I "\nAfter cursor: ""')], ""),
    Prompt("open-webui", "emoji", [user(
        "Reflect the speaker's facial expression through a fitting emoji (for example 😊, 😢).\n\n"
        f"Message: ```{FIRST}```")], "🙂"),
    Prompt("lobe-chat", "emoji", [
        system("You are an emoji expert.\n- Output ONLY a single emoji"), user("I was promoted"),
        {"role": "assistant", "content": "🎉"}, user("the harbour")], "📄"),
    Prompt("open-webui", "tools", [system(PICK_TOOLS), user(f'Query: History:\nUSER: """{FIRST}"""\nQuery: {FIRST}')],
        '{"tool_calls": []}'),
]
# fmt: on
LOOK_ALIKES = [
    "What is the title of the report?",
    "Who holds the title of harbour master?",
    "List the titles of all documents.",
    "Generate a title for the 2021 annual report.",
    "What title did the conversation between the mayor and the council have in the minutes?",
    "Which follow-up questions did the board ask at the meeting?",
    "What follow-up did the council suggest in this discussion?",
    "What tags are attached to the containers?",
    "Which search queries did the auditors generate?",
    "Provide a short title and date of the contract with Brandt.",
    "How do I generate a short title for this conversation?",
    "Give the title of the chapter on dredging in the chat log.",
    "What was said in the chat between Oskar and Lena about the title deed?",
    "What emoji does the club use in its logo?",
    "Who wrote the message with the short title 'Low tide'?",
    "Name the conversation partners of the mayor.",
    "What keywords did the librarian give the thread?",
    f"User: {FIRST}",
    f"Here is a chat:\nUser: {FIRST}\nAI: {TOLD}\n\nIs that what the documents say?",
    "Write a short summary of the conversation between the mayor and the council and give the title of the report.",
    "How is the draft text of the treaty to be completed?",
]
# What people tell their models in general; the question that follows it is one.
ORDINARY_SYSTEMS = [
    "You are a helpful assistant. Answer from the documents only, and suggest three follow-up questions at the end.",
    "You are the harbour's assistant. Give every chat a short title and answer the user's questions with sources.",
    "You are a helpful assistant. Use emojis where they fit, reply with a short message only.",
    "Answer questions about the harbour. When a chat ends, generate a short title for the conversation.",
    "You have access to available tools. Reply to the user's message.",
]
