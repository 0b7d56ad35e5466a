public import RowcastModeling

/// Everything that a run of the program can be asked for.
public struct RunOptions: Sendable, Hashable {
  /// How the input is read.
  public var reading = ReadOptions()
  /// How records are written.
  public var writing = WriteOptions()
  /// How a model is trained.
  public var training = TrainOptions()
  /// Whether lines that cannot be read are left out and counted, where rows are taken line by line.
  public var skipsBadLines = false
  /// The column to predict.
  public var target: String?
  /// Where the result goes.
  public var output: String?
  /// Where a configuration is read from.
  public var configuration: String?
  /// Where a report goes.
  public var report: String?
  /// The columns whose values a report does not show.
  public var sensitive: [String] = []
  /// Where a model card goes.
  public var card: String?
  /// How many reasons stand beside each prediction.
  public var reasons = 0
  /// How odd rows are looked for.
  public var oddness = OddnessOptions()
  /// How two files are compared.
  public var comparing = ComparingOptions()
  /// What a model is exported as.
  public var exportForm: Export.Form?
  /// The table that an exported query reads.
  public var exportTable = "input"
  /// Where the page of activation functions goes.
  public var gallery: String?
  /// Whether the demonstrations of activation functions run.
  public var showsLaboratory = false
  /// Whether an example of a configuration file is asked for.
  public var showsExample = false
  /// Whether the JSON Schema of configuration files is asked for.
  public var showsSchema = false
  /// Whether the tables of all options are asked for.
  public var showsReference = false
  /// What is printed, and how the program works.
  public var console = ConsoleOptions()

  /// What holds when nothing is asked for.
  public init() {}

  /// What holds when nothing is asked for.
  static let standard = RunOptions()
}

/// How odd rows are looked for, and what is written of them.
public struct OddnessOptions: Sendable, Hashable {
  /// The seed of every random choice.
  public var seed: UInt64 = 0
  /// How many rows are written, the oddest first; nil for all in their order.
  public var top: Int?
  /// The file of what is usual; nil to learn it from the input.
  public var model: String?
  /// Where what is usual goes, once learned.
  public var fit: String?

  /// All rows, by what is usual among themselves.
  public init() {}
}

/// How two files are compared.
public struct ComparingOptions: Sendable, Hashable {
  /// The columns by which rows are taken for the same; empty to find them.
  public var key: [String] = []
  /// The sheet of the new file; nil for the same as of the old one.
  public var newSheet: SheetChoice?

  /// By a key that is found.
  public init() {}
}

/// What a run prints, and how it works: the same for all commands.
public struct ConsoleOptions: Sendable, Hashable {
  /// Prints nothing but errors.
  public var isQuiet = false
  /// Prints the result as JSON.
  public var isJSON = false
  /// Adds seconds and bytes of each stage.
  public var showsTimings = false
  /// Where every diagnostic goes, as lines of JSON.
  public var diagnostics: String?
  /// Makes diagnostics errors.
  public var isStrict = false
  /// Says in files when they were made.
  public var isStamped = false
  /// How many threads work at once.
  public var threads: Int?

  /// Prints results as text, on as many threads as there are cores.
  public init() {}
}
