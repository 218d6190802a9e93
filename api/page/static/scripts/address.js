// Addresses of documents and of words in them: `/documents/ID#char=START,END`, in code points (RFC 5147).

/** A document to read from its beginning, in the shape of a citation. */
export function wholeDocument(id) {
  return { document_id: id, start: 0, end: 0 };
}

export function citationPath(citation) {
  const path = `/documents/${encodeURIComponent(citation.document_id)}`;
  return citation.end > citation.start ? `${path}#char=${citation.start},${citation.end}` : path;
}

/** Where the words can be seen by anyone who reaches this service. */
export function citationLink(citation) {
  return `${location.origin}${citationPath(citation)}`;
}

/** What an address asks for, in the shape of a citation; null where it names no document. */
export function addressed(address) {
  const path = /^\/documents\/([^/]+)$/u.exec(address.pathname);
  if (!path) return null;
  const span = /^#char=(\d{1,12}),(\d{1,12})$/u.exec(address.hash);
  try {
    const id = decodeURIComponent(path[1]);
    return span ? { document_id: id, start: Number(span[1]), end: Number(span[2]) } : wholeDocument(id);
  } catch {
    return null;
  }
}
