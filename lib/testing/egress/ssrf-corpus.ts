/** Addresses that must never be reached: one or more from every blocked IPv4 range. */
export const FORBIDDEN_IPV4 = [
  "0.0.0.0",
  "10.0.0.1",
  "100.64.0.1",
  "100.100.100.200",
  "127.0.0.1",
  "127.255.255.254",
  "169.254.169.254",
  "169.254.170.2",
  "172.16.0.1",
  "192.0.0.192",
  "192.0.2.1",
  "192.88.99.1",
  "192.168.1.1",
  "198.18.0.1",
  "198.51.100.1",
  "203.0.113.1",
  "224.0.0.1",
  "240.0.0.1",
  "255.255.255.255",
];

export const FORBIDDEN_IPV6 = [
  "::",
  "::1",
  "0:0:0:0:0:0:0:1",
  "0000:0000:0000:0000:0000:0000:0000:0001",
  "64:ff9b:1::808:808",
  "100::1",
  "2001::1",
  "2001:2::1",
  "2001:10::1",
  "2001:20::1",
  "2001:db8::1",
  "2002:808:808::1",
  "3fff::1",
  "5f00::1",
  "fc00::1",
  "fd00:ec2::254",
  "fd00::1",
  "fe80::1",
  "febf::1",
  "fec0::1",
  "ff02::1",
  "ff0e::1",
  "4000::1",
  "8000::1",
  "e000::1",
];

const FORBIDDEN_NAMES = [
  "localhost",
  "LOCALHOST",
  "localhost.",
  "local\u00ADhost",
  "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ",
  "%6cocalhost",
  "a.localhost",
  "a.b.localhost.",
  "printer.local",
  "local",
  "internal",
  "localhost.local",
  "metadata.google.internal",
  "METADATA.google.INTERNAL",
  "metadata.google.internal.",
  "metadata。google。internal",
  "instance-data.ec2.internal",
  "host.docker.internal",
  "example.com.",
  "example.com..",
];

type Octets = readonly [number, number, number, number];

function parseOctets(ip: string): Octets {
  const [a = 0, b = 0, c = 0, d = 0] = ip.split(".").map(Number);
  return [a, b, c, d];
}

const hex = (value: number) => value.toString(16);
const pair = (high: number, low: number) => hex(high * 256 + low);
const shift = (text: string, zero: number) =>
  text.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));

/** 0 to 20 have circled forms; other digits stay plain, which URL parsers accept in a mix. */
const circled = (text: string) =>
  text.replace(/[1-9]/g, (digit) => String.fromCodePoint(0x2460 + Number(digit) - 1)).replaceAll("0", "⓪");
const percent = (text: string) => text.replace(/./g, (char) => `%${hex(char.charCodeAt(0))}`);

function ipv4Spellings(ip: string): string[] {
  const octets = parseOctets(ip);
  const [a, b, c, d] = octets;
  const whole = a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d;
  const [lastThree, lastTwo] = [b * 65536 + c * 256 + d, c * 256 + d];
  const octal = octets.map((octet) => `0${octet.toString(8)}`);
  return [
    ip,
    `${ip}.`,
    `${whole}`,
    `0x${hex(whole)}`,
    `0X${hex(whole).toUpperCase()}`,
    `0x00000${hex(whole)}`,
    `0${whole.toString(8)}`,
    `000${whole.toString(8)}`,
    octal.join("."),
    octal.map((octet) => `00${octet}`).join("."),
    octets.map((octet) => `0x${hex(octet)}`).join("."),
    `0x${hex(a)}.${b}.0${c.toString(8)}.${d}`,
    `${a}.${lastThree}`,
    `${a}.${b}.${lastTwo}`,
    `0x${hex(a)}.0x${hex(lastThree)}`,
    ip.replaceAll(".", "。"),
    ip.replaceAll(".", "．"),
    ip.replaceAll(".", "｡"),
    shift(ip, 0xff10),
    circled(ip),
    percent(ip),
    `${a}.${b}.%3${String(c)[0]}${String(c).slice(1)}.${d}`,
  ];
}

/** Every way an IPv6 address can carry this IPv4 address. */
export function ipv6Embeddings(ip: string): string[] {
  const [a, b, c, d] = parseOctets(ip);
  const tail = `${pair(a, b)}:${pair(c, d)}`;
  const flipped = `${pair(255 - a, 255 - b)}:${pair(255 - c, 255 - d)}`;
  return [
    `::ffff:${ip}`,
    `::FFFF:${ip}`,
    `::ffff:${tail}`,
    `0:0:0:0:0:ffff:${tail}`,
    `0000:0000:0000:0000:0000:ffff:${ip}`,
    `::${ip}`,
    `::${tail}`,
    `::ffff:0:${ip}`,
    `::ffff:0:${tail}`,
    `64:ff9b::${ip}`,
    `64:ff9b::${tail}`,
    `64:ff9b:1::${ip}`,
    `64:ff9b:1:abcd::${tail}`,
    `2002:${tail}::`,
    `2002:${tail}:1::1`,
    `2001:0:808:808:0:0:${flipped}`,
    `2001:0:${tail}:0:0:f7f7:f7f7`,
    `2606:4700::5efe:${tail}`,
    `2606:4700::200:5efe:${tail}`,
    `fe80::5efe:${ip}`,
  ];
}

/** Hosts as they stand in a URL, spelled in every way URL parsers, resolvers and tunnels are known to accept. */
export function forbiddenHosts(): string[] {
  const ipv6 = [...FORBIDDEN_IPV6, ...FORBIDDEN_IPV4.flatMap(ipv6Embeddings)];
  const hosts = [...FORBIDDEN_IPV4.flatMap(ipv4Spellings), ...ipv6.map((ip) => `[${ip}]`), ...FORBIDDEN_NAMES];
  return [...new Set(hosts)];
}

/** Whole URLs that hide where they lead. */
export function trickUrls(port: number): string[] {
  const at = `127.0.0.1:${port}`;
  return [
    `https://public.example@${at}/`,
    `https://public.example:443@${at}/`,
    `https://user:secret@${at}/`,
    `https://@${at}/`,
    `https://:@${at}/`,
    `https://public.example%40${at}/`,
    `https://${at}#@public.example/`,
    `https://${at}#`,
    `https://${at}\\@public.example/`,
    `https:\\\\${at}/`,
    `https:${at}/`,
    `https:////${at}/`,
    `https://${at}?@public.example/`,
    `https://[::1]:${port}/`,
    `https://[::1%25lo]:${port}/`,
    `https://[127.0.0.1]:${port}/`,
    `https://127.0.0.1:${port}:443/`,
    `https://127.0.0.1%00.public.example:${port}/`,
    `https://127.0.0.1%2f.public.example:${port}/`,
    ` https://${at}/`,
    `https://${at}/\r\nHost: public.example`,
    `https://127.0\t.0.1:${port}/`,
    `https://\n${at}/`,
    `http://${at}/`,
    `HTTP://${at}/`,
    `//${at}/`,
    `${at}/`,
    `ftp://${at}/`,
    `ws://${at}/`,
    `wss://${at}/`,
    `file:///etc/passwd`,
    `file://${at}/`,
    `gopher://${at}/_GET`,
    `data:text/plain,hello`,
    `javascript:1`,
    `unix:/var/run/docker.sock`,
    `https://`,
    `https:///`,
    ``,
  ];
}
