import RowcastDelimitedText
import RowcastFileIO
import RowcastTabular
import RowcastMachine

/// Converts a CSV file in one pass where that can be done: its types are guessed from its beginning
/// and written while all rows are looked at. A wrong guess shows before the output has its name; the
/// file is then converted in two passes, and nothing of the first attempt remains.
struct OnePassConversion {
  let input: DecompressedBytes
  let reading: ReadOptions
  let target: OutputTarget

  /// The output, or nil when the file must be read twice.
  func run(_ session: Session) throws -> ConversionSummary.Output? {
    guard isPossible, let source = try OnePassSource.attempt(input, options: reading) else {
      return nil
    }
    let own = session.part()
    do {
      own.note(source.diagnostics, file: input.name)
      let output = try own.timings.measure("convert", bytes: source.byteCount) {
        try target.write(source, schema: source.schema, of: input.name, own)
      }
      session.add(own.diagnostics, own.timings)
      return output
    } catch is OnePassSource.WrongGuess {
      return nil
    } catch is DelimitedTextError {
      // Two passes say where it is.
      return nil
    }
  }

  /// Whether records can be written before all are known. Standard output cannot be taken back, nor
  /// what others write to as well.
  private var isPossible: Bool {
    let writing = target.options
    return target.shared == nil && OutputFile.isReplaceable(target.path) && !writing.provenance
      && writing.schemaPath == nil && writing.shape == .records && !writing.keepsRowWidth
      && target.format != .xlsx
  }
}
