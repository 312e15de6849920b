namespace StudyKit.Jupyter.Wire;

/// <summary>What came in is no message of a front end that holds the key. Nothing in it was obeyed.</summary>
internal sealed class RefusedMessageException(string reason) : Exception(reason);
