// A streamed conversation of two turns with the AI SDK: `ai` and `@ai-sdk/openai`, through both dialects.
// node ai_sdk.mjs BASE_URL QUESTION FOLLOW_UP  ->  one JSON object on standard output
import { createOpenAI } from "@ai-sdk/openai";
import { streamText } from "ai";

const [baseURL, ...questions] = process.argv.slice(2);
const provider = createOpenAI({ baseURL, apiKey: "none" });

async function conversation(model) {
  const messages = [];
  const turns = [];
  for (const content of questions) {
    messages.push({ role: "user", content });
    const failures = [];
    const result = streamText({ model, messages, maxRetries: 0, onError: ({ error }) => failures.push(String(error)) });
    const pieces = [];
    for await (const piece of result.textStream) pieces.push(piece);
    if (failures.length) throw new Error(failures.join("; "));
    const response = await result.response;
    messages.push(...response.messages);
    turns.push({
      id: response.id,
      text: await result.text,
      pieces,
      urls: (await result.sources).map(({ url }) => url),
      titles: (await result.sources).map(({ title }) => title),
      finished: await result.finishReason,
      tokens: (await result.usage).totalTokens,
    });
  }
  return turns;
}

console.log(
  JSON.stringify({ chat: await conversation(provider.chat("seedqa")), responses: await conversation(provider("seedqa")) }),
);
