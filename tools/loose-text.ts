import { definePlugin, defineRule, type ESTree } from "@oxlint/plugins";

/**
 * Browsers that translate a page put its text nodes into elements of their own. React still holds the old nodes: to
 * remove one, or to insert something before it, throws then, and the page is gone. Only a text that is the whole content
 * of its element is safe, because React sets such a text through the element. Neighbours that never change are no
 * exception: two branches that show the same component are one element to React, which exchanges its children.
 */
const MESSAGE =
  "A text beside something else breaks in translated pages: give it an element of its own, or make one template literal of it.";

/** They show their children without an element around them. */
const TRANSPARENT = /^(Fragment|Suspense|Activity|StrictMode|Delayed|\w+Context|\w+Provider)$/;

/** What is shown by an `unknown` is not written where it is shown; it may be a text. */
type Kind = "text" | "unknown" | "element";
type Shown = { node: ESTree.Node; kind: Kind };
type Markup = ESTree.JSXElement | ESTree.JSXFragment;

/** React drops the white space around line breaks; what is left becomes a text node. */
function isVisible(text: string): boolean {
  return text.trim() !== "" || (text !== "" && !text.includes("\n"));
}

function isTransparent(node: Markup): boolean {
  if (node.type === "JSXFragment") return true;
  const { name } = node.openingElement;
  if (name.type === "JSXMemberExpression") return TRANSPARENT.test(name.property.name);
  return name.type === "JSXIdentifier" && TRANSPARENT.test(name.name);
}

function shownBy(child: ESTree.JSXChild): Shown[] {
  switch (child.type) {
    case "JSXText":
      return isVisible(child.value) ? [{ node: child, kind: "text" }] : [];
    case "JSXExpressionContainer":
      return child.expression.type === "JSXEmptyExpression" ? [] : shownByExpression(child.expression);
    case "JSXSpreadChild":
      return [{ node: child, kind: "unknown" }];
    case "JSXElement":
    case "JSXFragment":
      return isTransparent(child) ? child.children.flatMap(shownBy) : [{ node: child, kind: "element" }];
  }
}

function shownByExpression(node: ESTree.Expression): Shown[] {
  if (node.type === "Literal") return isShown(node.value) ? [{ node, kind: "text" }] : [];
  if (node.type === "TemplateLiteral") return [{ node, kind: "text" }];
  // A fragment in an expression is looked at by itself.
  if (node.type === "JSXElement" || node.type === "JSXFragment") return [{ node, kind: "element" }];
  if (node.type === "ConditionalExpression") return [node.consequent, node.alternate].flatMap(shownByExpression);
  if (node.type === "LogicalExpression") {
    return (node.operator === "&&" ? [node.right] : [node.left, node.right]).flatMap(shownByExpression);
  }
  if (node.type === "ChainExpression") return shownByExpression(node.expression);
  return node.type === "CallExpression" ? shownByCall(node) : [{ node, kind: "unknown" }];
}

function isShown(literal: unknown): boolean {
  return literal !== null && typeof literal !== "boolean";
}

/** `items.map((item) => <Row />)` and `Array.from(items, (item) => <Row />)` show what their call-back answers. */
function shownByCall(node: ESTree.CallExpression): Shown[] {
  const { callee } = node;
  const name = callee.type === "MemberExpression" && callee.property.type === "Identifier" ? callee.property.name : "";
  const mapper = ["map", "flatMap", "from"].includes(name) ? node.arguments.at(-1) : undefined;
  if (mapper?.type !== "ArrowFunctionExpression" || mapper.body.type === "BlockStatement") {
    return [{ node, kind: "unknown" }];
  }
  return shownByExpression(mapper.body);
}

function looseTexts(node: Markup): Shown[] {
  const shown = node.children.flatMap(shownBy);
  // Nobody sees here what stands beside a fragment; one that is a child of an element was looked at with that element.
  if (isTransparent(node)) return isChildOfElement(node) ? [] : shown.filter(({ kind }) => kind === "text");
  return isAlone(node.children) ? [] : shown.filter(({ kind }) => kind !== "element");
}

/** The branches of one expression are alternatives: none is beside another. */
function isAlone(children: readonly ESTree.JSXChild[]): boolean {
  const parts = children.filter((child) => shownBy(child).length > 0);
  return parts.length < 2 && parts.every(({ type }) => type === "JSXText" || type === "JSXExpressionContainer");
}

function isChildOfElement({ parent }: ESTree.Node): boolean {
  if (parent?.type !== "JSXElement" && parent?.type !== "JSXFragment") return false;
  return !isTransparent(parent) || isChildOfElement(parent);
}

export const looseText = defineRule({
  meta: { type: "problem" },
  create(context) {
    const check = (node: Markup) => {
      for (const { node: text } of looseTexts(node)) context.report({ node: text, message: MESSAGE });
    };
    return { JSXElement: check, JSXFragment: check };
  },
});

export default definePlugin({ meta: { name: "meshes" }, rules: { "loose-text": looseText } });
