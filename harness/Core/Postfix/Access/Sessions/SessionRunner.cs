using Harness.Core.Postfix.Access.Addresses;
using Harness.Core.Postfix.Access.Evaluating;
using Harness.Core.Postfix.Access.Tables;

namespace Harness.Core.Postfix.Access.Sessions;

/// <summary>Leads a session from the connection to the command that is asked for (smtpd.c). Used again; one thread at a time.</summary>
internal sealed class SessionRunner(AccessRules rules, SessionRules session, ListRunner lists)
{
    private readonly Evaluation _state = new(rules);
    private readonly SessionAnswers _answers = new(session);

    /// <summary>The answer to the session.</summary>
    public AccessOutcome Run(AccessSession asked, IAccessTrace? trace)
    {
        if (session.Fatal is not null)
            return SessionAnswers.Dead(AccessCommand.Connect, session.Fatal);
        Begin(asked, trace);
        AccessOutcome outcome = Connect(asked);
        // A table may hold a long text; the next session must not keep this one alive.
        _state.Session = null!;
        _state.Trace = null;
        return outcome;
    }

    private void Begin(AccessSession asked, IAccessTrace? trace)
    {
        _state.Session = asked;
        _state.Trace = trace;
        _state.Client = asked.Client is null ? null : HostAddresses.Plain(asked.Client);
        _state.ClientAddress = HostAddresses.Text(_state.Client);
        _state.ClientName = new(asked.ClientName, _state.ClientAddress);
        _state.Helo = _state.Sender = _state.Recipient = _state.Etrn = null;
        _state.SenderResolved = _state.RecipientResolved = null;
        _state.Accepted = 0;
        _state.Discarded = _state.SenderChecked = _state.RecipientChecked = false;
        _state.DeferIfPermit.Active = false;
        _state.Ending = Ending.None;
        _state.Decider = _state.Cause = null;
        _state.Entry = null;
        lists.Begin();
    }

    private AccessOutcome Connect(AccessSession asked)
    {
        _state.Where = AccessCommand.Connect;
        if (!rules.DelaysReject && lists.Client(_state))
            return _answers.Refused(_state, AccessCommand.Connect);
        return asked.Asked == AccessCommand.Connect ? _answers.Greeting : Helo(asked);
    }

    private AccessOutcome Helo(AccessSession asked)
    {
        _state.Where = AccessCommand.Helo;
        if (asked.Helo is not null)
        {
            string? name = HeloName.Of(asked.Helo, session.Utf8);
            if (name is null)
                return _answers.Plain(AccessCommand.Helo, 501, "", asked.Esmtp ? "Syntax: EHLO hostname" : "Syntax: HELO hostname");
            // It is checked as it was sent, and kept as it can be logged.
            _state.Helo = HeloName.AsSent(asked.Helo);
            if (!rules.DelaysReject && lists.Helo(_state))
                return _answers.Refused(_state, AccessCommand.Helo);
            _state.Helo = name;
        }
        if (asked.Asked == AccessCommand.Helo)
            return _answers.Hello;
        if (session.NeedsTls && !asked.Tls)
        {
            AccessCommand first = asked.Asked is AccessCommand.Etrn or AccessCommand.Vrfy || asked.Sender is null ? asked.Asked : AccessCommand.Mail;
            return _answers.Plain(first, 530, "5.7.0", "Must issue a STARTTLS command first");
        }
        return asked.Asked switch
        {
            AccessCommand.Etrn => Etrn(asked),
            AccessCommand.Vrfy when asked.Sender is null => Vrfy(asked),
            _ => asked.Sender is null ? Recipients(asked) : Mail(asked, asked.Sender),
        };
    }

    private AccessOutcome Mail(AccessSession asked, string sent)
    {
        _state.Where = AccessCommand.Mail;
        if (session.NeedsHelo && _state.Helo is null)
            return _answers.Plain(AccessCommand.Mail, 503, "5.5.1", "Error: send HELO/EHLO first");
        SentAddress sender = rules.Addresses.Read(sent);
        if (sender.Address is null || Forbidden(sender, asked))
            return _answers.Plain(AccessCommand.Mail, 501, "5.1.7", "Bad sender address syntax");
        if (sender.Option is not null || (asked.SmtpUtf8 && !session.TakesUtf8))
            return _answers.Plain(AccessCommand.Mail, 555, "5.5.4", $"Unsupported option: {sender.Option ?? "SMTPUTF8"}");
        _state.Sender = IsProbe(sender.Address) ? session.ProbeSender! : sender.Address;
        _state.SenderResolved = sender.Resolved;
        if (!rules.DelaysReject && lists.Sender(_state))
            return _answers.Refused(_state, AccessCommand.Mail);
        if (NeedsUtf8(sender.Address, asked))
            return _answers.NeedsUtf8(AccessCommand.Mail);
        return asked.Asked switch
        {
            AccessCommand.Mail => SessionAnswers.MailAccepted,
            AccessCommand.Vrfy => Vrfy(asked),
            _ => Recipients(asked),
        };
    }

    private AccessOutcome Recipients(AccessSession asked)
    {
        string? first = null;
        ResolvedAddress? firstResolved = null;
        AccessOutcome last = SessionAnswers.RecipientAccepted;
        for (int i = 0; i < asked.Recipients.Count; i++)
        {
            bool decides = asked.Asked == AccessCommand.Rcpt && i == asked.Recipients.Count - 1;
            IAccessTrace? trace = _state.Trace;
            if (!decides && asked.Asked == AccessCommand.Rcpt)
                _state.Trace = null;
            last = Recipient(asked, asked.Recipients[i]);
            _state.Trace = trace;
            // With 421 and 521 the connection is over.
            if (last.UnknownBecause is not null || last.Code is 0 or 421 or 521)
                return last;
            if (!last.IsAccepted)
                continue;
            if (_state.Accepted++ == 0)
                (first, firstResolved) = (_state.Recipient, _state.RecipientResolved);
        }
        if (asked.Asked == AccessCommand.Rcpt)
            return last;
        (_state.Recipient, _state.RecipientResolved) = (first, firstResolved);
        return Data(asked);
    }

    private AccessOutcome Recipient(AccessSession asked, string sent)
    {
        _state.Where = AccessCommand.Rcpt;
        if (_state.Sender is null)
            return _answers.Plain(AccessCommand.Rcpt, 503, "5.5.1", "Error: need MAIL command");
        SentAddress recipient = rules.Addresses.Read(sent);
        if (string.IsNullOrEmpty(recipient.Address) || Forbidden(recipient, asked))
            return _answers.Plain(AccessCommand.Rcpt, 501, "5.1.3", "Bad recipient address syntax");
        if (recipient.Option is not null)
            return _answers.Plain(AccessCommand.Rcpt, 555, "5.5.4", $"Unsupported option: {recipient.Option}");
        if (session.MostRecipients > 0 && _state.Accepted >= session.MostRecipients)
            return _answers.Plain(AccessCommand.Rcpt, 452, "4.5.3", "Error: too many recipients");
        if (NeedsUtf8(recipient.Address, asked))
            return _answers.NeedsUtf8(AccessCommand.Rcpt);
        (_state.Recipient, _state.RecipientResolved) = (recipient.Address, recipient.Resolved);
        if (IsLetThrough(recipient.Address, probe: true) || !lists.Recipient(_state))
            return SessionAnswers.RecipientAccepted;
        return _answers.Refused(_state, AccessCommand.Rcpt);
    }

    private AccessOutcome Data(AccessSession asked)
    {
        bool inTransaction = _state.Sender is not null;
        _state.Where = AccessCommand.Data;
        if (_state.Accepted == 0)
        {
            return inTransaction ? _answers.Plain(AccessCommand.Data, 554, "5.5.1", "Error: no valid recipients")
                : _answers.Plain(AccessCommand.Data, 503, "5.5.1", "Error: need RCPT command");
        }
        if (_state.Accepted > 1)
            (_state.Recipient, _state.RecipientResolved) = (null, null);
        if (lists.Data(_state, ended: false))
            return _answers.Refused(_state, AccessCommand.Data);
        if (asked.Asked == AccessCommand.Data)
            return SessionAnswers.DataAccepted;
        _state.Where = AccessCommand.EndOfData;
        return lists.Data(_state, ended: true) ? _answers.Refused(_state, AccessCommand.EndOfData) : SessionAnswers.Queued;
    }

    private AccessOutcome Vrfy(AccessSession asked)
    {
        _state.Where = AccessCommand.Vrfy;
        if (session.HasNoVrfy)
            return _answers.Plain(AccessCommand.Vrfy, 502, "5.5.1", "VRFY command is disabled");
        List<CommandWord> words = CommandWord.Split(asked.Recipients.Count > 0 ? asked.Recipients[^1] : "");
        if (words.Count == 0)
            return _answers.Plain(AccessCommand.Vrfy, 501, "5.5.4", $"Syntax: VRFY address{(session.Utf8 ? " [SMTPUTF8]" : "")}");
        string argument = string.Join(' ', words.Select(w => w.Text));
        SentAddress recipient = rules.Addresses.ReadBare(argument);
        if (string.IsNullOrEmpty(recipient.Address) || Forbidden(recipient, asked))
            return _answers.Plain(AccessCommand.Vrfy, 501, "5.1.3", "Bad recipient address syntax");
        if (NeedsUtf8(recipient.Address, asked))
            return _answers.NeedsUtf8(AccessCommand.Vrfy);
        (_state.Recipient, _state.RecipientResolved) = (recipient.Address, recipient.Resolved);
        return IsLetThrough(recipient.Address, probe: false) || !lists.Recipient(_state)
            ? _answers.Plain(AccessCommand.Vrfy, 252, "2.0.0", argument) : _answers.Refused(_state, AccessCommand.Vrfy);
    }

    private AccessOutcome Etrn(AccessSession asked)
    {
        _state.Where = AccessCommand.Etrn;
        if (session.NeedsHelo && _state.Helo is null)
            return _answers.Plain(AccessCommand.Etrn, 503, "", "Error: send HELO/EHLO first");
        List<CommandWord> words = CommandWord.Split(asked.Recipients.Count > 0 ? asked.Recipients[^1] : "");
        if (words.Count != 1)
            return _answers.Plain(AccessCommand.Etrn, 500, "", "Syntax: ETRN domain");
        string domain = words[0].Text is ['@' or '#', ..] text ? text[1..] : words[0].Text;
        if (!HostNameSyntax.IsValid(domain) && !HostAddresses.IsLiteral(domain))
            return _answers.Plain(AccessCommand.Etrn, 501, "", "Error: invalid parameter syntax");
        _state.Etrn = domain;
        return lists.Etrn(_state) ? _answers.Refused(_state, AccessCommand.Etrn) : _answers.Flushed(domain);
    }

    private bool NeedsUtf8(string address, AccessSession asked)
        => session.StrictUtf8 && !asked.SmtpUtf8 && !HostNameSyntax.IsAscii(address);

    // Without SMTPUTF8 a domain is ASCII; a local part may be anything.
    private static bool Forbidden(SentAddress address, AccessSession asked)
        => !asked.SmtpUtf8 && address.Resolved is { } resolved && !HostNameSyntax.IsAscii(resolved.Recipient)
            && !HostNameSyntax.IsAscii(resolved.Domain);

    private bool IsProbe(string address)
        => session.ProbeSender is { } probe && address.Equals(probe, StringComparison.OrdinalIgnoreCase);

    // RFC 5321 §4.5.1; and other servers verify addresses with a sender of their own.
    private bool IsLetThrough(string address, bool probe)
    {
        bool postmaster = address.Equals("postmaster", StringComparison.OrdinalIgnoreCase);
        if (!postmaster && !(probe && IsProbe(address)))
            return false;
        _state.Trace?.Note(postmaster
            ? "postmaster without a domain is accepted from everybody: no list is asked, client and HELO lists included"
            : "the sender of address verification probes is accepted from everybody: no list is asked");
        return true;
    }
}
