// Sends what was typed, and says so. Every request carries the form key; an answer that says no is an error with its text.
export const formKey = document.querySelector('meta[name="form-key"]')?.content ?? "";

export async function post(address, body, { signal } = {}) {
  const answer = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json", "X-Form-Key": formKey },
    body: JSON.stringify(body),
    signal,
  });
  const said = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refused(said.says ?? `The clinic answered ${answer.status}.`, answer.status, said.faults ?? []);
  return said;
}

export class Refused extends Error {
  constructor(says, status, faults) {
    super(says);
    this.status = status;
    this.faults = faults;
  }
}
