package tv.natomultimedia.media.erasure;

import java.util.List;
import tv.natomultimedia.media.download.PersonalDownloads;
import tv.natomultimedia.media.download.quota.Quotas;
import tv.natomultimedia.media.download.terms.Terms;
import tv.natomultimedia.media.editing.Authors;
import tv.natomultimedia.media.ingest.upload.PersonalUploads;
import tv.natomultimedia.media.webhook.PersonalWebhooks;

/** What is kept here of a person. */
record PersonalData(
        List<PersonalDownloads.Kept> downloads,
        List<PersonalDownloads.KeptKey> idempotencyKeys,
        List<Quotas.Taken> quotaUse,
        List<Terms.Accepted> acceptances,
        List<PersonalUploads.Kept> uploads,
        List<Authors.Made> editedVersions,
        List<PersonalWebhooks.Kept> webhooks) {}
