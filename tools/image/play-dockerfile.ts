import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { parseDockerfile, withoutIgnored, type Stage, type Step } from "./parse-dockerfile.ts";

/** What the steps of a stage have made. */
export type Image = {
  /** The folder that stands for `/`. */
  root: string;
  workdir: string;
  env: Record<string, string>;
  user: string;
  command: string[];
  healthcheck: string[];
};

type Play = {
  /** The folder that is sent to the builder, and its files that may be. */
  context: string;
  files: string[];
  /** Where each stage gets its folder. */
  folder: string;
  /** The environment of the steps that run, with the programs of the base image on its PATH. */
  environment: NodeJS.ProcessEnv;
  images: Map<string, Image>;
};

/**
 * Carries out the Dockerfile of `context` where no container engine runs, with a folder below `folder` for each stage.
 * Nothing confines the steps: they must name paths below their working folder only. Returns every stage by its name.
 */
export function playDockerfile(
  options: Pick<Play, "context" | "files" | "folder" | "environment">,
): ReadonlyMap<string, Image> {
  const ignored = readFileSync(join(options.context, ".dockerignore"), "utf8");
  const play: Play = { ...options, files: withoutIgnored(options.files, ignored), images: new Map() };
  for (const stage of parseDockerfile(readFileSync(join(options.context, "Dockerfile"), "utf8"))) {
    play.images.set(stage.name, playStage(play, stage));
  }
  return play.images;
}

function playStage(play: Play, { name, steps }: Stage): Image {
  const root = join(play.folder, name);
  mkdirSync(root, { recursive: true });
  const image: Image = { root, workdir: "/", env: {}, user: "root", command: [], healthcheck: [] };
  for (const step of steps) playStep(play, image, step);
  return image;
}

function playStep(play: Play, image: Image, { instruction, text }: Step): void {
  switch (instruction) {
    case "WORKDIR":
      image.workdir = text;
      mkdirSync(join(image.root, text), { recursive: true });
      return;
    case "ENV":
      for (const [, name = "", value = ""] of text.matchAll(/(\w+)=(\S+)/g)) image.env[name] = value;
      return;
    case "COPY":
      return copy(play, image, text.split(/\s+/));
    case "RUN":
      return run(play, image, text);
    case "USER":
      image.user = text;
      return;
    case "HEALTHCHECK":
      image.healthcheck = JSON.parse(text.replace(/^.*?CMD /, ""));
      return;
    case "CMD":
      image.command = JSON.parse(text);
      return;
    case "EXPOSE":
      return;
    default:
      throw new Error(`The player of the Dockerfile does not know ${instruction}`);
  }
}

function run({ environment }: Play, { root, workdir, env }: Image, command: string): void {
  if (/(?:^|[\s=])\//.test(command))
    throw new Error(`Outside a container no step may name a path of its root: ${command}`);
  const options = { cwd: join(root, workdir), env: { ...environment, ...env }, maxBuffer: 64 * 1024 * 1024 };
  const { status, stdout, stderr } = spawnSync("sh", ["-c", command], { ...options, encoding: "utf8" });
  if (status !== 0) throw new Error(`RUN ${command} failed: ${stderr}${stdout}`);
}

function copy(play: Play, image: Image, words: string[]): void {
  const stage = words[0]?.startsWith("--from=") === true ? words.shift()?.slice("--from=".length) : undefined;
  const destination = words.pop() ?? "";
  const target = join(image.root, image.workdir, destination);
  for (const source of words) {
    if (stage === undefined) copyFromContext(play, source, target, destination.endsWith("/"));
    else copyFromStage(play, stage, source, target);
  }
}

/** A folder is copied without its name, a file into a folder with it. */
function copyFromContext({ context, files, ...play }: Play, source: string, target: string, intoFolder: boolean): void {
  const found = files.filter((file) => source === "." || file === source || file.startsWith(`${source}/`));
  if (found.length === 0) throw new Error(`COPY finds no ${source} in ${context}: .dockerignore may leave it out`);
  for (const file of found) {
    const isItself = file === source;
    const name = isItself ? basename(file) : source === "." ? file : file.slice(source.length + 1);
    const isFolder = !isItself || intoFolder || (existsSync(target) && statSync(target).isDirectory());
    const path = isFolder ? join(target, name) : target;
    if (!path.startsWith(play.folder)) throw new Error(`COPY leads out of the image: ${path}`);
    mkdirSync(dirname(path), { recursive: true });
    cpSync(join(context, file), path);
  }
}

function copyFromStage({ images }: Play, stage: string, source: string, target: string): void {
  const from = images.get(stage);
  if (from === undefined) throw new Error(`COPY --from=${stage} names no stage before it`);
  // Links stay as they are: those of node_modules lead to their neighbours.
  cpSync(join(from.root, source), target, { recursive: true, verbatimSymlinks: true });
}
