import RowcastFeatures
import RowcastProfile
import RowcastTabular

extension InspectionResult {
  /// Notes the columns whose values are not to be shown.
  /// - Throws: ``PipelineError`` for a column that is not there.
  mutating func mask(
    _ names: [String], among schema: Schema, of file: String
  ) throws(PipelineError) {
    let known = Set(schema.names)
    for name in names where !known.contains(name) {
      throw PipelineError(
        "--sensitive names a column that is not there, \"\(name)\""
          + NearestNames.hint(name, among: schema.names), at: file, kind: .usage)
    }
    sensitive = Set(names)
  }

  /// The columns whose values a page does not show: those that were named, and those that name the
  /// rows.
  var masked: Set<String> {
    sensitive.union(columns.filter { $0.role?.role == .identifier }.map(\.schema.name))
  }
}
