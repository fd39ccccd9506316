// What was entered and not yet kept by the clinic. It waits on this device, in order, and survives a reload.
// IndexedDB where there is one, else localStorage.
const NAME = "sciatwin-outbox";

function database() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("entries", { keyPath: "place", autoIncrement: true });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

function settled(request, transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}

class InDatabase {
  constructor(opened) {
    this.opened = opened;
  }
  async run(mode, act) {
    const transaction = this.opened.transaction("entries", mode);
    return settled(act(transaction.objectStore("entries")), transaction);
  }
  all() {
    return this.run("readonly", (store) => store.getAll());
  }
  async add(entry) {
    return { ...entry, place: await this.run("readwrite", (store) => store.add(entry)) };
  }
  put(entry) {
    return this.run("readwrite", (store) => store.put(entry));
  }
  remove(place) {
    return this.run("readwrite", (store) => store.delete(place));
  }
}

class InStorage {
  async all() {
    return JSON.parse(localStorage.getItem(NAME) ?? "[]");
  }
  async write(entries) {
    localStorage.setItem(NAME, JSON.stringify(entries));
  }
  async add(entry) {
    const entries = await this.all();
    const kept = { ...entry, place: Math.max(0, ...entries.map((item) => item.place)) + 1 };
    await this.write([...entries, kept]);
    return kept;
  }
  async put(entry) {
    await this.write((await this.all()).map((item) => (item.place === entry.place ? entry : item)));
  }
  async remove(place) {
    await this.write((await this.all()).filter((item) => item.place !== place));
  }
}

export async function openOutbox() {
  try {
    return new InDatabase(await database());
  } catch {
    return new InStorage();
  }
}

// Made here, so that what is sent twice is kept once. randomUUID is there on safe addresses only.
export function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
