const headerBytes = 16;
const opMessage = 2013;
const opQuery = 2004;
/** Behind the header, the flags, the kind of the first section and the length and type in its document. */
const commandNameAt = headerBytes + 4 + 1 + 4 + 1;

/** Reads what a MongoDB client sends over one connection and tells the name of each command. */
export function readMongoCommands(onCommand: (name: string) => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    while (rest.length >= headerBytes && rest.length >= rest.readInt32LE(0)) {
      const length = rest.readInt32LE(0);
      onCommand(commandName(rest.subarray(0, length)));
      rest = rest.subarray(length);
    }
  };
}

/** Every driver puts the section with the command first. */
function commandName(message: Buffer): string {
  const opCode = message.readInt32LE(12);
  if (opCode === opQuery) return 'hello';
  if (opCode !== opMessage || message[headerBytes + 4] !== 0)
    throw new Error(`a message of an unknown form, ${opCode}`);
  return message.toString('utf8', commandNameAt, message.indexOf(0, commandNameAt));
}
