import RowcastFileIO
import RowcastTabular

@testable import RowcastDelimitedText

/// The rows of a source as texts: what JSON would show, without quotes.
func rows(of source: DelimitedSource) throws -> [[String?]] {
  var result: [[String?]] = []
  let width = source.schema.columns.count
  try source.mapBatches(
    { batch in
      (0..<batch.rowCount).map { row in
        var values = [String?](repeating: nil, count: width)
        for index in batch.cellRange(ofRow: row) {
          let cell = batch.cells[index]
          if let place = source.schema.columns.firstIndex(where: { $0.source == Int(cell.column) })
          {
            values[place] = text(of: cell, in: batch)
          }
        }
        return values
      }
    },
    inOrder: {
      result.append(contentsOf: $0); return true
    })
  return result
}

/// A cell's value as text, whatever its kind.
func text(of cell: Cell, in batch: RecordBatch) -> String {
  var buffer = OutputBytes()
  switch cell.kind {
  case .text, .decimal: return batch.string(of: cell) ?? ""
  case .boolean: return cell.boolean ? "true" : "false"
  case .date, .time, .dateTime:
    TemporalText.append(cell.kind, milliseconds: cell.integer, to: &buffer)
  // Empty, where records keep their length.
  case .uncalculated: return ""
  default: return "\(cell.kind)"
  }
  return String(decoding: buffer.array(), as: UTF8.self)
}

/// A source over bytes in memory.
func source(
  _ bytes: [UInt8], _ options: DelimitedOptions = DelimitedOptions()
) throws -> DelimitedSource {
  try DelimitedSource(input(bytes), options: options)
}

func source(
  _ text: String, _ options: DelimitedOptions = DelimitedOptions()
) throws -> DelimitedSource {
  try source(Array(text.utf8), options)
}

func input(_ bytes: [UInt8]) -> MemoryBytes { MemoryBytes(bytes, name: "test.csv") }

/// The options under which rows come out exactly as they stand.
var asTheyStand: DelimitedOptions {
  var options = DelimitedOptions()
  options.delimiter = ","
  options.header = .none
  options.skipRows = 0
  options.types = .text
  options.ragged = .keep
  return options
}

/// A small generator (SplitMix64) with a seed.
struct Seeded: RandomNumberGenerator {
  var state: UInt64
  init(_ seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
