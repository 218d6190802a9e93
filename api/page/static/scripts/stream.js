// Server-sent events of a response, one JSON object each, until `[DONE]`.

export async function* events(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const parts = (rest + value).split(/\r?\n\r?\n/u);
    rest = parts.pop();
    for (const data of parts.map(dataOf)) {
      if (data === "[DONE]") return;
      if (data) yield JSON.parse(data);
    }
  }
}

function dataOf(event) {
  const lines = event.split(/\r?\n/u).filter((line) => line.startsWith("data:"));
  return lines.map((line) => line.slice(5).replace(/^ /u, "")).join("\n");
}
