// Levers: a slider and a field that hold one number, and the walls that the server found on it.
export class Lever {
  constructor(element, changed, speak) {
    this.speak = speak;
    this.element = element;
    this.name = element.dataset.lever;
    this.factor = Number(element.dataset.factor);
    this.least = Number(element.dataset.least);
    this.most = Number(element.dataset.most);
    this.unit = element.dataset.unit;
    this.slider = element.querySelector("input[type=range]");
    this.field = element.querySelector(".with-unit input");
    this.note = element.querySelector(".wall");
    this.walls = [];
    this.value = Number(this.slider.value);
    this.slider.addEventListener("input", () => this.slide(changed));
    this.field.addEventListener("input", () => this.type(changed));
  }

  // A slider stops at a wall and says what the wall is.
  slide(changed) {
    const asked = Number(this.slider.value);
    const wall = this.walls.find(({ first, last }) => asked >= first - 1e-9 && asked <= last + 1e-9);
    const step = Number(this.slider.step);
    if (!wall) {
      this.free();
      this.set(asked);
      changed();
      return;
    }
    const below = Number((wall.first - step).toFixed(6));
    const above = Number((wall.last + step).toFixed(6));
    const at = above > this.most + 1e-9 || (below >= this.least - 1e-9 && this.value <= below + 1e-9) ? below : above;
    this.touch(wall);
    if (at < this.least - 1e-9 || at > this.most + 1e-9) { // no place of this lever is allowed as the others stand
      this.set(asked);
      changed();
      return;
    }
    if (Math.abs(at - this.value) > 1e-9) {
      this.set(at);
      changed();
    } else {
      this.slider.value = this.value;
    }
  }

  type(changed) {
    const typed = Number(this.field.value.trim().replace(",", "."));
    const known = this.field.value.trim() !== "" && Number.isFinite(typed);
    if (!known) {
      this.refuse(`Write a number${this.unit ? ` in ${this.unit}` : ""}, such as ${this.shown}.`);
      return;
    }
    this.free();
    this.value = typed / this.factor;
    this.slider.value = this.value;
    changed();
  }

  unitOf(value) {
    if (!this.unit) return "";
    return ` ${value === 1 && this.unit === "days" ? "day" : this.unit}`;
  }

  get shown() {
    return String(Number((this.value * this.factor).toPrecision(4)));
  }

  set(value) {
    this.value = value;
    this.slider.value = value;
    this.field.value = this.shown;
    this.slider.setAttribute("aria-valuetext", `${this.shown} ${this.unit}`);
  }

  touch(wall) {
    this.element.classList.add("touched");
    const [limit] = wall.crossed;
    this.note.textContent = `Not past here: ${limit.says}. Set by: ${limit.whose}. ${limit.why}`;
    this.speak(this.note.textContent);
  }

  refuse(says) {
    this.element.classList.add("refused");
    this.note.textContent = says;
  }

  free() {
    this.element.classList.remove("touched", "refused");
    this.say();
  }

  // What is left of the lever, in words.
  say() {
    if (this.element.matches(".touched, .refused")) return;
    const step = Number(this.slider.step);
    const said = this.walls.map((wall) => {
      const low = wall.first <= this.least + 1e-9;
      const edge = Number(((low ? wall.last + step : wall.first - step) * this.factor).toPrecision(4));
      return low && wall.last >= this.most - 1e-9
        ? `nothing is allowed here: ${wall.crossed[0].limit}`
        : `${low ? "at least" : "at most"} ${edge}${this.unitOf(edge)} (${wall.crossed[0].limit})`;
    });
    const text = said.join("; ");
    if (this.note.textContent !== text) this.note.textContent = text;
  }

  wallsAre(walls) {
    this.walls = walls;
    const hatches = this.element.querySelector(".hatches");
    const whole = this.most - this.least;
    const step = Number(this.slider.step);
    hatches.replaceChildren(...walls.map(({ first, last }) => {
      const hatch = document.createElement("span");
      const left = Math.max(0, first - step / 2 - this.least) / whole;
      const right = Math.min(whole, last + step / 2 - this.least) / whole;
      hatch.style.left = `${100 * left}%`;
      hatch.style.width = `${100 * (right - left)}%`;
      return hatch;
    }));
    this.say();
  }

  off(is) {
    this.element.classList.toggle("off", is);
    this.slider.disabled = this.field.disabled = is;
  }
}
