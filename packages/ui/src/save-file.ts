/** Has the browser save a text, or what was loaded, as a file. */
export function saveFile(name: string, content: string | Blob, type = 'text/csv;charset=utf-8'): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has begun by then; what is not given back would stay until the page is left.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
