/** What a file of the site holds; rejects where it does not come. */
export async function fetchJson(address: string, cache: RequestCache = 'default'): Promise<unknown> {
  const response = await fetch(address, { cache });
  if (!response.ok) throw new Error(`${address}: ${String(response.status)}`);
  return response.json();
}

/** The same, where it is what `isExpected` asks for; rejects where it is not. */
export async function fetchAs<Value>(
  address: string,
  isExpected: (value: unknown) => value is Value,
  cache?: RequestCache,
): Promise<Value> {
  const value = await fetchJson(address, cache);
  if (!isExpected(value)) throw new Error(`${address} is not what this page expects`);
  return value;
}
