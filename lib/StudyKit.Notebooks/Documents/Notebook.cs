using System.Text.Json.Nodes;

namespace StudyKit.Notebooks.Documents;

/// <summary>
/// A Jupyter notebook, nbformat 4.0 to 4.5. What is unknown here is kept: reading and writing changes nothing,
/// except that cells without an id get one (and <c>nbformat_minor</c> becomes 5, the first that has ids).
/// </summary>
public sealed class Notebook
{
    private readonly JsonObject _root;
    private readonly JsonStyle _style;
    private readonly List<Cell> _cells;

    internal Notebook(JsonObject root, JsonStyle style, IReadOnlyList<string>? repairs = null)
    {
        Repairs = repairs ?? [];
        _root = root;
        _style = style;
        _cells = [.. ((JsonArray)root["cells"]!).Select(cell => new Cell((JsonObject)cell!))];
    }

    /// <summary>
    /// What was mended while reading: one sentence for each kind of fault that Jupyter's own reader forgives.
    /// </summary>
    public IReadOnlyList<string> Repairs { get; }

    /// <summary>The notebook's metadata; changes are written with the notebook.</summary>
    public JsonObject Metadata => (JsonObject)_root["metadata"]!;

    /// <summary>The second number of the format's version, 0 to 5.</summary>
    public int MinorVersion => (int)_root["nbformat_minor"]!;

    /// <summary>The cells in order.</summary>
    public IReadOnlyList<Cell> Cells => _cells;

    /// <summary>An empty notebook for the kernel <c>.net-csharp</c>.</summary>
    public static Notebook Create() => Parse(
        """
        {
         "cells": [],
         "metadata": {
          "kernelspec": {
           "display_name": ".NET (C#)",
           "language": "C#",
           "name": ".net-csharp"
          },
          "language_info": {
           "file_extension": ".cs",
           "mimetype": "text/x-csharp",
           "name": "C#"
          }
         },
         "nbformat": 4,
         "nbformat_minor": 5
        }

        """,
        "new notebook");

    /// <summary>Reads a file: a Jupyter notebook, or a <c>.dib</c> file of Polyglot Notebooks.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="NotebookFormatException">The file is no notebook of nbformat 4.0 to 4.5.</exception>
    public static Notebook Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no notebook at {path}. Check the spelling; `studykit list` " +
                "shows the notebooks of this folder.", path);
        }

        return NotebookReader.Read(File.ReadAllBytes(path), path);
    }

    /// <summary>Reads a notebook from its JSON.</summary>
    /// <param name="json">The text of the file.</param>
    /// <param name="name">What error messages call the notebook.</param>
    /// <exception cref="NotebookFormatException">The text is no notebook of nbformat 4.0 to 4.5.</exception>
    public static Notebook Parse(string json, string name) =>
        NotebookReader.Read(System.Text.Encoding.UTF8.GetBytes(json), name);

    /// <summary>Adds a cell at the end.</summary>
    public void Add(Cell cell) => Insert(_cells.Count, cell);

    /// <summary>Inserts a cell before the one that has this index.</summary>
    /// <exception cref="ArgumentException">The notebook already has a cell with that id.</exception>
    public void Insert(int index, Cell cell)
    {
        if (_cells.Any(other => other.Id == cell.Id))
        {
            throw new ArgumentException(
                $"Cell ids are unique in a notebook. Expected: an id not yet used. Received: {cell.Id}.", nameof(cell));
        }

        ((JsonArray)_root["cells"]!).Insert(index, cell.Node);
        _cells.Insert(index, cell);
        if (MinorVersion < 5) _root["nbformat_minor"] = 5;
    }

    /// <summary>Removes the cell that has this index.</summary>
    public void RemoveAt(int index)
    {
        ((JsonArray)_root["cells"]!).RemoveAt(index);
        _cells.RemoveAt(index);
    }

    /// <summary>A copy that shares nothing with this notebook.</summary>
    public Notebook Clone() => new((JsonObject)_root.DeepClone(), _style, Repairs);

    /// <summary>The notebook as JSON, indented and ended as the file that was read (Jupyter's way when new).</summary>
    public string ToJson() => JsonText.Write(_root, _style.Indent, _style.NewLine) + _style.End;

    /// <summary>Writes the file as a whole or not at all; an older file stays when writing fails.</summary>
    /// <exception cref="IOException">
    /// The disk is full, or the folder can't be written to; the message says so.
    /// </exception>
    public void Write(string path) => AtomicFile.WriteText(path, ToJson());
}
