import RowcastDelimitedText
import RowcastFileIO
import RowcastJSONText
import RowcastTabular

// stages INPUT.csv OUTPUT.ndjson: a delimited file to JSON Lines, by three stages and no driver.
let arguments = CommandLine.arguments
guard arguments.count == 3 else { fatalError("usage: stages INPUT.csv OUTPUT.ndjson") }

let source = try DelimitedSource(InputFile(path: arguments[1]))
let encoder = JSONRecordEncoder(schema: source.schema)
let output = try OutputFile(path: arguments[2])
try source.mapBatches { batch in
  var buffer = OutputBytes()
  encoder.encode(batch, into: &buffer)
  return buffer.take()
} inOrder: { (chunk: ByteChunk) in
  try output.write(chunk.bytes)
  return true
}
try output.commit()
print("\(source.rowCount ?? 0) records of \(source.schema.columns.count) columns")
