// A streamed conversation of two turns with the `openai` package, through both of its dialects.
// node openai_client.mjs BASE_URL QUESTION FOLLOW_UP  ->  one JSON object on standard output
import OpenAI from "openai";

const [baseURL, ...questions] = process.argv.slice(2);
const client = new OpenAI({ baseURL, apiKey: "none", maxRetries: 0 });
const model = "seedqa";

// Indices are code points; JavaScript's strings count UTF-16 units.
const marked = (text, { start_index, end_index }) => [...text].slice(start_index, end_index).join("");

async function chat() {
  const messages = [];
  const turns = [];
  for (const content of questions) {
    messages.push({ role: "user", content });
    const pieces = [];
    const stream = client.chat.completions.stream({ model, messages, stream_options: { include_usage: true } });
    stream.on("content", (piece) => pieces.push(piece));
    const completion = await stream.finalChatCompletion();
    const [{ message, finish_reason }] = completion.choices;
    messages.push(message);
    const citations = message.annotations.map(({ url_citation }) => url_citation);
    turns.push({
      text: message.content,
      pieces,
      marks: citations.map((citation) => marked(message.content, citation)),
      urls: citations.map(({ url }) => url),
      citations: completion.citations,
      status: completion.answer.status,
      understood: completion.answer.standalone_question,
      finished: finish_reason,
      tokens: completion.usage.total_tokens,
    });
  }
  return turns;
}

async function responses() {
  const turns = [];
  let previous_response_id;
  for (const input of questions) {
    const pieces = [];
    const added = [];
    const stream = client.responses.stream({ model, input, previous_response_id });
    stream.on("response.output_text.delta", ({ delta }) => pieces.push(delta));
    stream.on("response.output_text.annotation.added", ({ annotation }) => added.push(annotation));
    const response = await stream.finalResponse();
    const [{ text, annotations }] = response.output[0].content;
    previous_response_id = response.id;
    turns.push({
      text,
      pieces,
      marks: added.map((citation) => marked(text, citation)),
      urls: annotations.map(({ url }) => url),
      citations: response.citations,
      status: response.answer.status,
      understood: response.answer.standalone_question,
      finished: response.status,
      tokens: response.usage.total_tokens,
    });
  }
  return turns;
}

console.log(JSON.stringify({ chat: await chat(), responses: await responses() }));
