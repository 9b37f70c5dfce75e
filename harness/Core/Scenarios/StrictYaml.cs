using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Harness.Core.Scenarios;

/// <summary>
/// Reads the part of YAML that a person takes in at a glance: one document of mappings, lists and single values.
/// Anchors, aliases, tags, directives and duplicate keys are refused.
/// </summary>
internal sealed class StrictYaml
{
    private const int MaxDepth = 16;

    private readonly Parser _parser;
    private readonly string _file;

    private StrictYaml(string text, string file) => (_parser, _file) = (new Parser(new StringReader(text)), file);

    /// <summary>Reads the file's one mapping.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="name">What a message calls the whole, as in <c>the policy</c>.</param>
    /// <exception cref="FixtureException">The text is not such a document.</exception>
    public static YamlMap Read(string text, string file, string name)
        => new StrictYaml(FixtureText.Check(text, file), file).Document(name);

    private YamlPlace Here => new(_file, (int)Math.Max(1, _parser.Current?.Start.Line ?? 1));

    private YamlMap Document(string name)
    {
        Next();
        if (Next() is StreamEnd)
        {
            throw Here.Wrong($"{name} is empty; begin with a key and its value");
        }

        if (_parser.Current is DocumentStart start
            && (start.Version is not null || start.Tags?.Any(t => t.Prefix is not ("!" or "tag:yaml.org,2002:")) == true))
        {
            throw Here.Wrong("a YAML directive; remove the line that begins with %");
        }

        Next();
        YamlMap root = Node(name, 0).Map("title: what it is");
        Next();
        return Next() is StreamEnd ? root : throw Here.Wrong("a second document; make it a file of its own");
    }

    private ParsingEvent Next()
    {
        try
        {
            _parser.MoveNext();
            return _parser.Current!;
        }
        catch (YamlException e)
        {
            throw NotYaml((int)e.Start.Line, e.Message);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            // The parser reports some broken documents (an unclosed flow list) by its own faults.
            throw NotYaml((int)(_parser.Current?.End.Line ?? 1), "a bracket is not closed, or an escape is broken");
        }
    }

    private FixtureException NotYaml(int line, string why)
        => new(_file, Math.Max(1, line), $"not YAML: {Smtp.Visible.Escape(why).TrimEnd('.')}; check indentation and brackets, and quote texts that hold ': ', ' #', or begin with one of {{[&*!|>'\"%@`");

    /// <summary>The value whose first event is the current one; afterwards its last event is.</summary>
    private YamlNode Node(string name, int depth)
    {
        if (depth > MaxDepth)
        {
            throw Here.Wrong($"nested deeper than {MaxDepth} levels; no key asks for that");
        }

        YamlPlace place = Here;
        if (_parser.Current is AnchorAlias or NodeEvent { Anchor.IsEmpty: false })
        {
            throw place.Wrong($"{name} is an anchor or an alias; write the value out, and quote a text that begins with & or *");
        }

        if (_parser.Current is NodeEvent { Tag.IsEmpty: false })
        {
            throw place.Wrong($"{name} has a tag; remove it, and quote a text that begins with !");
        }

        return _parser.Current switch
        {
            Scalar s => new YamlScalar(name, place, s.Value, s.Style == ScalarStyle.Plain),
            SequenceStart => new YamlList(name, place, Items(name, depth)),
            MappingStart => new YamlMap(name, place, Entries(name, depth)),
            _ => throw place.Wrong($"{name} is missing; give it a value"),
        };
    }

    private List<YamlNode> Items(string name, int depth)
    {
        List<YamlNode> items = [];
        while (Next() is not SequenceEnd)
        {
            items.Add(Node($"item {items.Count + 1} of {name}", depth + 1));
        }

        return items;
    }

    private List<YamlEntry> Entries(string name, int depth)
    {
        List<YamlEntry> entries = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        while (Next() is not MappingEnd)
        {
            YamlNode node = Node($"a key of {name}", depth + 1);
            if (node is not YamlScalar key)
            {
                throw node.Wrong($"is {node.Kind}; a key is a word, and a text with placeholders is quoted");
            }

            if (!seen.Add(key.Text))
            {
                throw key.Place.Wrong($"{name} has the key {Spelling.Quote(key.Text)} twice; remove one");
            }

            Next();
            entries.Add(new YamlEntry(key.Text, key.Place, Node(Spelling.Quote(key.Text), depth + 1)));
        }

        return entries;
    }
}
