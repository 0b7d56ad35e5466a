import RowcastDelimitedText
import RowcastJSONText
import RowcastTabular

extension ReadOptions {
  /// These options as the reader of JSON takes them.
  var json: JSONSourceOptions {
    var given = JSONSourceOptions()
    given.nested = nested
    given.keepsText = types == .text
    switch header {
    case .automatic: break
    case .none: given.hasHeader = false
    case .rows: given.hasHeader = true
    }
    given.recordLimit = limits.recordBytes ?? given.recordLimit
    given.depthLimit = limits.depth ?? given.depthLimit
    return given
  }

  /// The columns that were asked for, in that order.
  func selecting(_ schema: Schema, of file: String) throws -> Schema {
    if columns.isEmpty { return schema }
    return Schema(
      try columns.map { name in
        guard let index = schema.index(of: name) else {
          throw PipelineError(noColumn: name, among: schema.names, at: file)
        }
        return schema.columns[index]
      })
  }
}
