// docxtemplater or easy-template-x in a process of its own; the same talk as worker.py.
"use strict";
const fs = require("fs");
const path = require("path");
const readline = require("readline");
const { createRequire } = require("module");

const [name, peers] = process.argv.slice(2);
const load = createRequire(path.join(peers, "package.json"));

// Each as its documentation shows; whatever may be kept between documents is kept.
const contestants = {
  docxtemplater() {
    const PizZip = load("pizzip");
    const Docxtemplater = load("docxtemplater");
    return (template) => (values) => {
      const options = { paragraphLoop: true, linebreaks: true };
      const document = new Docxtemplater(new PizZip(template), options);
      document.render(values);
      return document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
    };
  },
  "easy-template-x"() {
    const { TemplateHandler } = load("easy-template-x");
    return (template) => {
      const handler = new TemplateHandler();
      return (values) => handler.process(template, values);
    };
  },
};

async function main() {
  const contestant = contestants[name]();
  const version = JSON.parse(fs.readFileSync(path.join(peers, "node_modules", name, "package.json")));
  let fill;
  let values = [];
  let position = 0;
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const asked = JSON.parse(line);
    let answer = {};
    if (asked.do === "open") {
      values = JSON.parse(fs.readFileSync(asked.values, "utf8"));
      fill = contestant(fs.readFileSync(asked.template));
      answer = { version: version.version };
    } else if (asked.do === "write") {
      for (const [number, one] of values.entries()) {
        const file = path.join(asked.folder, `${String(number).padStart(5, "0")}.docx`);
        fs.writeFileSync(file, await fill(one));
      }
    } else {
      const began = process.hrtime.bigint();
      for (let done = 0; done < asked.count; done += 1) {
        await fill(values[position % values.length]);
        position += 1;
      }
      answer = { seconds: Number(process.hrtime.bigint() - began) / 1e9 };
    }
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
}

main();
