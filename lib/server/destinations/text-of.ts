export { textOf } from "../../contracts/render-text.ts";
