import { dirname, join } from 'node:path';
import ts from 'typescript';

/** Sources by path, such as `/i18n/me.ts`; `@/` is the root. */
export type Sources = ReadonlyMap<string, string>;

const OPTIONS: ts.CompilerOptions = {
  ...{ target: ts.ScriptTarget.ES2022, lib: ['lib.es2022.d.ts'], types: [] },
  ...{ strict: true, jsx: ts.JsxEmit.Preserve, noEmit: true },
};

/** Packages are left unresolved: what they type is `any` here, and no text comes from them. */
function programOf(sources: Sources): ts.Program {
  const host = ts.createCompilerHost(OPTIONS);
  const library = host.getSourceFile.bind(host);
  host.getSourceFile = (path, options) => {
    const text = sources.get(path);
    return text === undefined ? library(path, options) : ts.createSourceFile(path, text, options);
  };
  host.resolveModuleNameLiterals = (names, from) =>
    names.map(({ text }) => {
      const path = text.startsWith('@/') ? text.slice(1) : join(dirname(from), text);
      const found = [`${path}.ts`, `${path}.tsx`, `${path}/index.ts`].find((file) =>
        sources.has(file),
      );
      if (!found || !/^(@\/|\.)/.test(text)) return { resolvedModule: undefined };
      const extension = found.endsWith('x') ? ts.Extension.Tsx : ts.Extension.Ts;
      return { resolvedModule: { resolvedFileName: found, extension } };
    });
  return ts.createProgram([...sources.keys()], OPTIONS, host);
}

/** Where names are not read. */
const isSilent = (node: ts.Node) =>
  ts.isTypeNode(node) ||
  ts.isTypeAliasDeclaration(node) ||
  ts.isInterfaceDeclaration(node) ||
  ts.isImportDeclaration(node);

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  if (isSilent(node)) return;
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

/** Expressions that a record of texts can be. */
const isPlace = (node: ts.Node): node is ts.Expression =>
  ts.isIdentifier(node) ||
  ts.isPropertyAccessExpression(node) ||
  ts.isElementAccessExpression(node) ||
  ts.isCallExpression(node);

/** Whether what becomes of an expression is seen elsewhere: one of its keys is read, or it gets a name. */
function isFollowed(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isConditionalExpression(parent) || ts.isParenthesizedExpression(parent)) {
    return isFollowed(parent);
  }
  if (ts.isParameter(parent) || ts.isBindingElement(parent)) return parent.name === node;
  if (ts.isVariableDeclaration(parent)) return !parent.type;
  return (
    ts.isPropertyAccessExpression(parent) ||
    (ts.isElementAccessExpression(parent) && parent.expression === node)
  );
}

const isCatalogue = ({ fileName }: ts.SourceFile) => fileName.startsWith('/i18n/');

/**
 * Follows every text from where it is written to where it is read, by TypeScript's own types: however a
 * catalogue gets somewhere (a variable, a parameter, a destructuring), its keys stay the same symbols there.
 *
 * - A key is used where it is read by name, or by a value whose type has it.
 * - A record of texts whose keys no type tells, or that goes where other types are, is used as a whole.
 */
class Reader {
  /** Where each key is written, and its name for people. */
  private readonly texts = new Map<ts.Declaration, string>();
  private readonly names = new Set<string>();
  private readonly used = new Set<ts.Declaration>();

  constructor(private readonly checker: ts.TypeChecker) {}

  /** All keys of the catalogues in a file. */
  addTexts(file: ts.SourceFile): void {
    walk(file, (node) => {
      if (!ts.isVariableDeclaration(node) || !node.initializer) return;
      const { initializer, name } = node;
      if (!ts.isCallExpression(initializer)) return;
      const [zh] = initializer.arguments;
      if (initializer.expression.getText() !== 'defineTexts' || !zh) return;
      const texts = this.checker.getTypeAtLocation(initializer).getProperty('zh-CN');
      if (texts) this.add(this.checker.getTypeOfSymbol(texts), name.getText());
    });
  }

  private add(type: ts.Type, path: string): void {
    for (const key of this.keysOf(type)) {
      const [declaration] = key.declarations ?? [];
      if (!declaration || this.texts.has(declaration)) continue;
      this.texts.set(declaration, `${path}.${key.name}`);
      this.names.add(key.name);
      this.add(this.checker.getTypeOfSymbol(key), `${path}.${key.name}`);
    }
  }

  /** The keys of a record that is written in a catalogue; none of a text's, even if it is a function. */
  private keysOf(type: ts.Type): ts.Symbol[] {
    if (type.isUnion()) return type.types.flatMap((each) => this.keysOf(each));
    if (!(type.flags & ts.TypeFlags.Object)) return [];
    return this.checker
      .getPropertiesOfType(type)
      .filter(({ declarations = [] }) =>
        declarations.some((each) => isCatalogue(each.getSourceFile())),
      );
  }

  private use(key: ts.Symbol | undefined): void {
    key?.declarations?.forEach((declaration) => this.used.add(declaration));
  }

  private useAll(type: ts.Type, seen = new Set<ts.Type>()): void {
    if (seen.has(type)) return;
    seen.add(type);
    for (const key of this.keysOf(type)) {
      this.use(key);
      this.useAll(this.checker.getTypeOfSymbol(key), seen);
    }
  }

  /** What a file reads. */
  read(file: ts.SourceFile): void {
    walk(file, (node) => {
      if (ts.isPropertyAccessExpression(node) && this.names.has(node.name.text)) {
        this.use(this.checker.getSymbolAtLocation(node.name));
      } else if (ts.isElementAccessExpression(node)) {
        this.readByValue(node);
      } else if (ts.isObjectBindingPattern(node)) {
        this.readApart(node);
      }
      if (isPlace(node)) this.readWhole(node);
    });
  }

  private readByValue({ expression, argumentExpression }: ts.ElementAccessExpression): void {
    const record = this.checker.getTypeAtLocation(expression);
    if (this.keysOf(record).length === 0) return;
    const by = this.checker.getTypeAtLocation(argumentExpression);
    const values = by.isUnion() ? by.types : [by];
    if (!values.every((value) => value.isStringLiteral())) return this.useAll(record);
    values.forEach(({ value }) => this.useNamed(record, value));
  }

  private useNamed(record: ts.Type, key: string): void {
    this.keysOf(record)
      .filter(({ name }) => name === key)
      .forEach((each) => this.use(each));
  }

  private readApart(pattern: ts.ObjectBindingPattern): void {
    const { parent } = pattern;
    const from = ts.isVariableDeclaration(parent) && parent.initializer;
    const type = this.checker.getTypeAtLocation(from || pattern);
    for (const { dotDotDotToken, propertyName, name } of pattern.elements) {
      if (dotDotDotToken) this.useAll(type);
      else this.useNamed(type, (propertyName ?? name).getText());
    }
  }

  /** A record of texts that goes where another type is: what is read of it there cannot be told. */
  private readWhole(node: ts.Expression): void {
    const type = this.checker.getTypeAtLocation(node);
    const keys = this.keysOf(type);
    if (keys.length === 0 || isFollowed(node)) return;
    const there = this.checker.getContextualType(node);
    const isSame = keys.every(
      ({ name, declarations }) => there?.getProperty(name)?.declarations?.[0] === declarations?.[0],
    );
    if (!isSame) this.useAll(type);
  }

  /** The texts that nothing reads, in the order in which they are written. */
  dead(): string[] {
    return [...this.texts].filter(([key]) => !this.used.has(key)).map(([, path]) => path);
  }
}

/** The texts that nothing in the app says, such as `meTexts.roles.clerk`. */
export function deadTexts(sources: Sources): string[] {
  const program = programOf(sources);
  const reader = new Reader(program.getTypeChecker());
  const files = program.getSourceFiles().filter(({ fileName }) => sources.has(fileName));
  files.filter(isCatalogue).forEach((file) => reader.addTexts(file));
  files.filter(({ text }) => text.includes("from '@/i18n")).forEach((file) => reader.read(file));
  return reader.dead();
}
