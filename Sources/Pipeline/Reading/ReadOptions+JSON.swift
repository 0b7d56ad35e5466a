import RowcastDelimitedText
import RowcastJSONText
import RowcastSpreadsheet
import RowcastTabular

extension ReadOptions {
  /// These options as the reader of JSON takes them.
  var json: JSONSourceOptions {
    var given = JSONSourceOptions()
    given.nested = nested
    given.keepsText = types == .text
    given.keepsRecords = keepsRecords
    switch header {
    case .automatic: break
    case .none: given.hasHeader = false
    case .rows: given.hasHeader = true
    }
    if case .name(let name) = sheet { given.member = name }
    given.recordLimit = limits.recordBytes ?? given.recordLimit
    given.depthLimit = limits.depth ?? given.depthLimit
    return given
  }

  /// The columns that were asked for, in that order.
  func selecting(_ schema: Schema, of file: String) throws -> Schema {
    if columns.isEmpty { return schema }
    var chosen: [ColumnSchema] = []
    for name in columns {
      guard let index = index(of: name, in: schema) else {
        throw PipelineError(noColumn: name, among: schema.names, at: file)
      }
      chosen.append(schema.columns[index])
      // What stands beside a column comes along, unless it is asked for by itself.
      for kind in beside.sorted(by: { $0.rawValue < $1.rawValue }) {
        let beside = schema.columns[index].name + AnnotatedSource.suffix(kind)
        if let place = schema.index(of: beside),
          !columns.contains(where: { self.index(of: $0, in: schema) == place })
        {
          chosen.append(schema.columns[place])
        }
      }
    }
    return Schema(chosen)
  }
}
