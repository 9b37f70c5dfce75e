using System.Text.Json;

namespace Harness.Core.MailLogs.Reading;

/// <summary>
/// Reads <c>journalctl -o json</c>: an object a line. What is no UTF-8 stands there as an array of numbers, and a field that an entry
/// has twice as an array of strings, whose first counts.
/// </summary>
internal sealed class JournalJson
{
    private readonly JournalFields _fields = new();
    private readonly byte[] _value = new byte[LineSplitter.LongestLine];

    /// <summary>Reads a line.</summary>
    public void Read(ReadOnlySpan<byte> line, ILogListener listener)
    {
        if (line.Trim(" \t\r"u8).IsEmpty)
            return;
        try
        {
            var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = 4 });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                listener.Unreadable();
                return;
            }
            Span<byte> name = stackalloc byte[64];
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                int length = reader.ValueSpan.Length <= name.Length && !reader.ValueIsEscaped ? reader.ValueSpan.Length : 0;
                reader.ValueSpan[..length].CopyTo(name);
                reader.Read();
                int value = Value(ref reader);
                _fields.Add(name[..length], _value.AsSpan(0, value));
            }
            _fields.End(listener);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            _fields.Clear();
            listener.Unreadable();
        }
    }

    private int Value(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
            return reader.CopyString(_value);
        int length = 0;
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return 0;
        }
        bool first = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.Number && length < _value.Length && reader.TryGetByte(out byte octet))
                _value[length++] = octet;
            else if (reader.TokenType == JsonTokenType.String && first)
                length = reader.CopyString(_value);
            first = false;
        }
        return length;
    }
}
