import RowcastJSONText
import RowcastTabular

/// What a schema asks of a value; schemas inside of it by their number.
enum Keyword: Sendable {
  case never
  case type(Set<JSONType>, names: [String])
  /// The values in their one spelling, and as they are shown.
  case values(Set<[UInt8]>, shown: [String])
  case bound(ExactNumber, isLower: Bool, isExclusive: Bool)
  case multiple(Divisor)
  case length(Int, isLeast: Bool)
  case pattern(Pattern)
  case format(TextFormat)
  case itemCount(Int, isLeast: Bool)
  case uniqueItems
  case prefixItems([Int])
  /// All elements from one on.
  case items(Int, from: Int)
  case contains(Int, least: Int, most: Int?)
  case memberCount(Int, isLeast: Bool)
  case required([String])
  case dependentRequired([(String, [String])])
  case members(MemberRules)
  case memberNames(Int)
  case dependentSchemas([(String, Int)])
  case all([Int])
  case any([Int])
  case one([Int])
  case not(Int)
  case conditional(Int, then: Int?, else: Int?)
  case reference(Int)
  /// The target by its place, and the anchor when that is dynamic.
  case dynamicReference(Int, anchor: String?)
  case unevaluatedItems(Int)
  case unevaluatedMembers(Int)
}

/// What is asked of an object's members.
struct MemberRules: Sendable {
  var named: [String: Int] = [:]
  var patterns: [(Pattern, Int)] = []
  /// For those that neither a name nor a pattern is for.
  var others: Int?
}

/// The types of JSON Schema.
enum JSONType: String, Sendable, Hashable, CaseIterable {
  case null, boolean, integer, number, string, array, object
}

/// A compiled schema.
struct SchemaNode: Sendable {
  var keywords: [Keyword] = []
  /// The number of the resource it is part of.
  var resource = 0
}
