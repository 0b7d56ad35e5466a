internal import RowcastFeatures
internal import RowcastOddRows
public import RowcastTabular

extension TableProfile {
  /// Profiles the records of a source: a look at the first rows, and one at all.
  /// - Parameter seed: what the sample of the rows follows from.
  /// - Throws: the source's error type.
  public init(of source: some RecordSource, seed: UInt64 = 0) throws {
    let schema = source.schema
    let head = try source.head(of: schema, rows: ProfilePlan.rows)
    let roles = RoleInference.roles(of: head)
    let plan = ProfilePlan(schema, roles: roles, head: head)
    let counter = ProfileCounter(schema, plan: plan)
    var tally = counter.empty
    var sample = RowSample(
      limit: ProfileCounter.sampledRows(columns: schema.columns.count), seed: seed)
    try source.mapBatches(
      { (counter.tally($0), $0) },
      inOrder: { part, batch in
        counter.merge(part, into: &tally)
        sample.add(batch)
        return true
      })
    self.init(schema, tally: tally, plan: plan, roles: roles, sample: sample.table(of: schema))
  }
}

extension ProfileCounter {
  /// The rows that relations are to be measured in, of a table of so many columns.
  package static func sampledRows(columns: Int) -> Int {
    ProfileLimits(columns: columns).sampledRows
  }
}
