import { createSocket } from "node:dgram";
import { isIPv6 } from "node:net";
import { onTestFinished } from "vitest";

type Records = Readonly<Record<string, { addresses: readonly string[]; ttl: number } | "silent" | "refused">>;
type FakeDns = { server: string; questions: string[] };

const A = 1;
const AAAA = 28;
const NXDOMAIN = 3;
const REFUSED = 5;

/** A DNS server on loopback that knows these names, until the end of the test. */
export async function startDns(records: Records): Promise<FakeDns> {
  const socket = createSocket("udp4");
  const questions: string[] = [];
  socket.on("message", (query, from) => {
    const { name, type, end } = parseQuestion(query);
    questions.push(`${name} ${type === A ? "A" : "AAAA"}`);
    const record = records[name];
    if (record === "silent") return;
    if (record === undefined || record === "refused") {
      socket.send(reply(query, end, [], record === undefined ? NXDOMAIN : REFUSED), from.port, from.address);
      return;
    }
    const wanted = record.addresses.filter((ip) => isIPv6(ip) === (type === AAAA));
    const answers = wanted.map((ip) => buildRecord(type, record.ttl, addressBytes(ip)));
    socket.send(reply(query, end, answers, 0), from.port, from.address);
  });
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
  onTestFinished(() => void socket.close());
  return { server: `127.0.0.1:${socket.address().port}`, questions };
}

function parseQuestion(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.subarray(at + 1, at + 1 + length).toString("latin1"));
    at += length + 1;
  }
  return { name: labels.join(".").toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 };
}

function reply(query: Buffer, end: number, answers: readonly Buffer[], code: number): Buffer {
  const head = Buffer.from(query.subarray(0, 12));
  head.writeUInt16BE(0x8180 + code, 2);
  head.writeUInt16BE(answers.length, 6);
  head.writeUInt16BE(0, 8);
  head.writeUInt16BE(0, 10);
  return Buffer.concat([head, query.subarray(12, end), ...answers]);
}

function buildRecord(type: number, ttl: number, data: Buffer): Buffer {
  const head = Buffer.alloc(12);
  head.writeUInt16BE(0xc00c, 0);
  head.writeUInt16BE(type, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt32BE(ttl, 6);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}

/** IPv6 in full, without `::`. */
function addressBytes(ip: string): Buffer {
  if (!isIPv6(ip)) return Buffer.from(ip.split(".").map(Number));
  return Buffer.from(
    ip
      .split(":")
      .map((group) => group.padStart(4, "0"))
      .join(""),
    "hex",
  );
}
