-- The first terms, which count as accepted with registration. A later version is another row with the time from which it
-- is in force; downloads then wait for its acceptance.
INSERT INTO usage_terms (version, language, effective_at, html, text) VALUES (1, 'en', '2021-01-04T00:00:00Z',
$terms$<h2>Terms of use of the video portal</h2>
<p>These terms apply to every video, photograph, audio recording and story offered on this portal. By creating an account, or by downloading a file, you accept them on your own behalf and on behalf of the organisation for which you work.</p>
<h2>1. What you may do</h2>
<p>The material is offered free of charge. For editorial, educational and non-commercial purposes you may:</p>
<ul>
<li>download, copy and archive it;</li>
<li>broadcast it, publish it in print and place it online, in whole or in part;</li>
<li>cut, shorten, subtitle, dub or translate it, as long as its meaning is kept;</li>
<li>combine it with your own pictures, sound and commentary.</li>
</ul>
<h2>2. Credit</h2>
<p>The credit shown with each item must appear on screen, in the caption or in the accompanying text. Where several sources are combined, each of them must be credited. Third-party material identified in a shotlist keeps the credit of its owner.</p>
<h2>3. What you may not do</h2>
<ul>
<li>alter the material so that its meaning, the words of a speaker or the sequence of an event is misrepresented;</li>
<li>generate or synthesise pictures, voices or statements of the persons shown;</li>
<li>use the material in advertising, in merchandise, or in any way that suggests approval or endorsement of a product, a service, a company, a party or a candidate;</li>
<li>sell the material, license it to others, or claim rights in it;</li>
<li>use emblems, flags or insignia taken from the material as a logo or a mark.</li>
</ul>
<h2>4. Persons shown</h2>
<p>Persons may be recognisable in the material. Their dignity and privacy must be respected. Pictures of children, of patients and of persons affected by disaster may be used only in the context in which they were filmed.</p>
<h2>5. Embargoes, restrictions and rights that expire</h2>
<p>Material under embargo may not be published before the time shown with the item. Restrictions and expiry dates shown with an item take precedence over these terms. Once rights have expired, the material may remain in what you have already published but may not be published anew.</p>
<h2>6. Corrections and withdrawals</h2>
<p>Items may be corrected or withdrawn. Corrections are listed with the item. When an item is withdrawn, stop using it as soon as you learn of the withdrawal and remove it from your archives where the notice says so.</p>
<h2>7. No warranty</h2>
<p>The material is offered as it stands. The portal does not guarantee that it will be available without interruption, nor that it is fit for a given purpose, and accepts no liability for the use made of it.</p>
<h2>8. Changes to these terms</h2>
<p>A new version of these terms takes effect on the date it carries. Holders of an account are asked to accept it before their next download. Material obtained earlier stays under the version accepted at the time.</p>$terms$,
$terms$Terms of use of the video portal

These terms apply to every video, photograph, audio recording and story offered on this portal. By creating an account, or by downloading a file, you accept them on your own behalf and on behalf of the organisation for which you work.

1. What you may do

The material is offered free of charge. For editorial, educational and non-commercial purposes you may:

– download, copy and archive it;
– broadcast it, publish it in print and place it online, in whole or in part;
– cut, shorten, subtitle, dub or translate it, as long as its meaning is kept;
– combine it with your own pictures, sound and commentary.
2. Credit

The credit shown with each item must appear on screen, in the caption or in the accompanying text. Where several sources are combined, each of them must be credited. Third-party material identified in a shotlist keeps the credit of its owner.

3. What you may not do

– alter the material so that its meaning, the words of a speaker or the sequence of an event is misrepresented;
– generate or synthesise pictures, voices or statements of the persons shown;
– use the material in advertising, in merchandise, or in any way that suggests approval or endorsement of a product, a service, a company, a party or a candidate;
– sell the material, license it to others, or claim rights in it;
– use emblems, flags or insignia taken from the material as a logo or a mark.
4. Persons shown

Persons may be recognisable in the material. Their dignity and privacy must be respected. Pictures of children, of patients and of persons affected by disaster may be used only in the context in which they were filmed.

5. Embargoes, restrictions and rights that expire

Material under embargo may not be published before the time shown with the item. Restrictions and expiry dates shown with an item take precedence over these terms. Once rights have expired, the material may remain in what you have already published but may not be published anew.

6. Corrections and withdrawals

Items may be corrected or withdrawn. Corrections are listed with the item. When an item is withdrawn, stop using it as soon as you learn of the withdrawal and remove it from your archives where the notice says so.

7. No warranty

The material is offered as it stands. The portal does not guarantee that it will be available without interruption, nor that it is fit for a given purpose, and accepts no liability for the use made of it.

8. Changes to these terms

A new version of these terms takes effect on the date it carries. Holders of an account are asked to accept it before their next download. Material obtained earlier stays under the version accepted at the time.$terms$);
INSERT INTO usage_terms (version, language, effective_at, html, text) VALUES (1, 'fr', '2021-01-04T00:00:00Z',
$terms$<h2>Conditions d’utilisation du portail vidéo</h2>
<p>Les présentes conditions s’appliquent à toutes les vidéos, photographies, enregistrements sonores et articles proposés sur ce portail. En ouvrant un compte ou en téléchargeant un fichier, vous les acceptez en votre nom et au nom de l’organisation pour laquelle vous travaillez.</p>
<h2>1. Ce qui est permis</h2>
<p>Les contenus sont proposés gratuitement. À des fins éditoriales, pédagogiques et non commerciales, vous pouvez :</p>
<ul>
<li>les télécharger, les copier et les archiver ;</li>
<li>les diffuser, les imprimer et les mettre en ligne, en tout ou en partie ;</li>
<li>les monter, les raccourcir, les sous-titrer, les doubler ou les traduire, à condition d’en conserver le sens ;</li>
<li>les associer à vos propres images, sons et commentaires.</li>
</ul>
<h2>2. Mention de la source</h2>
<p>La mention indiquée avec chaque élément doit figurer à l’écran, dans la légende ou dans le texte d’accompagnement. Lorsque plusieurs sources sont réunies, chacune doit être citée. Les images de tiers signalées dans un découpage gardent la mention de leur propriétaire.</p>
<h2>3. Ce qui est interdit</h2>
<ul>
<li>modifier les contenus de façon à en fausser le sens, à dénaturer les propos d’un intervenant ou le déroulement d’un événement ;</li>
<li>générer ou synthétiser l’image, la voix ou les déclarations des personnes filmées ;</li>
<li>utiliser les contenus dans une publicité, sur des produits dérivés ou d’une manière laissant croire à l’approbation d’un produit, d’un service, d’une entreprise, d’un parti ou d’un candidat ;</li>
<li>vendre les contenus, les concéder à des tiers ou en revendiquer les droits ;</li>
<li>utiliser comme logo ou comme marque des emblèmes, drapeaux ou insignes tirés des contenus.</li>
</ul>
<h2>4. Personnes filmées</h2>
<p>Des personnes peuvent être reconnaissables. Leur dignité et leur vie privée doivent être respectées. Les images d’enfants, de patients et de personnes touchées par une catastrophe ne peuvent être utilisées que dans le contexte où elles ont été tournées.</p>
<h2>5. Embargos, restrictions et droits arrivant à échéance</h2>
<p>Les contenus sous embargo ne peuvent être publiés avant l’heure indiquée. Les restrictions et les dates d’échéance propres à un élément priment sur les présentes conditions. Une fois les droits échus, les contenus peuvent rester dans ce qui est déjà publié, mais ne peuvent faire l’objet d’une nouvelle publication.</p>
<h2>6. Corrections et retraits</h2>
<p>Un élément peut être corrigé ou retiré. Les corrections sont énumérées avec l’élément. Si un élément est retiré, cessez de l’utiliser dès que vous en avez connaissance et supprimez-le de vos archives lorsque l’avis le demande.</p>
<h2>7. Absence de garantie</h2>
<p>Les contenus sont proposés en l’état. Le portail ne garantit ni leur disponibilité sans interruption ni leur adéquation à un usage donné, et décline toute responsabilité quant à l’usage qui en est fait.</p>
<h2>8. Modification des conditions</h2>
<p>Une nouvelle version des présentes conditions prend effet à la date qu’elle porte. Les titulaires d’un compte sont invités à l’accepter avant leur prochain téléchargement. Les contenus obtenus auparavant restent soumis à la version acceptée à ce moment-là.</p>$terms$,
$terms$Conditions d’utilisation du portail vidéo

Les présentes conditions s’appliquent à toutes les vidéos, photographies, enregistrements sonores et articles proposés sur ce portail. En ouvrant un compte ou en téléchargeant un fichier, vous les acceptez en votre nom et au nom de l’organisation pour laquelle vous travaillez.

1. Ce qui est permis

Les contenus sont proposés gratuitement. À des fins éditoriales, pédagogiques et non commerciales, vous pouvez :

– les télécharger, les copier et les archiver ;
– les diffuser, les imprimer et les mettre en ligne, en tout ou en partie ;
– les monter, les raccourcir, les sous-titrer, les doubler ou les traduire, à condition d’en conserver le sens ;
– les associer à vos propres images, sons et commentaires.
2. Mention de la source

La mention indiquée avec chaque élément doit figurer à l’écran, dans la légende ou dans le texte d’accompagnement. Lorsque plusieurs sources sont réunies, chacune doit être citée. Les images de tiers signalées dans un découpage gardent la mention de leur propriétaire.

3. Ce qui est interdit

– modifier les contenus de façon à en fausser le sens, à dénaturer les propos d’un intervenant ou le déroulement d’un événement ;
– générer ou synthétiser l’image, la voix ou les déclarations des personnes filmées ;
– utiliser les contenus dans une publicité, sur des produits dérivés ou d’une manière laissant croire à l’approbation d’un produit, d’un service, d’une entreprise, d’un parti ou d’un candidat ;
– vendre les contenus, les concéder à des tiers ou en revendiquer les droits ;
– utiliser comme logo ou comme marque des emblèmes, drapeaux ou insignes tirés des contenus.
4. Personnes filmées

Des personnes peuvent être reconnaissables. Leur dignité et leur vie privée doivent être respectées. Les images d’enfants, de patients et de personnes touchées par une catastrophe ne peuvent être utilisées que dans le contexte où elles ont été tournées.

5. Embargos, restrictions et droits arrivant à échéance

Les contenus sous embargo ne peuvent être publiés avant l’heure indiquée. Les restrictions et les dates d’échéance propres à un élément priment sur les présentes conditions. Une fois les droits échus, les contenus peuvent rester dans ce qui est déjà publié, mais ne peuvent faire l’objet d’une nouvelle publication.

6. Corrections et retraits

Un élément peut être corrigé ou retiré. Les corrections sont énumérées avec l’élément. Si un élément est retiré, cessez de l’utiliser dès que vous en avez connaissance et supprimez-le de vos archives lorsque l’avis le demande.

7. Absence de garantie

Les contenus sont proposés en l’état. Le portail ne garantit ni leur disponibilité sans interruption ni leur adéquation à un usage donné, et décline toute responsabilité quant à l’usage qui en est fait.

8. Modification des conditions

Une nouvelle version des présentes conditions prend effet à la date qu’elle porte. Les titulaires d’un compte sont invités à l’accepter avant leur prochain téléchargement. Les contenus obtenus auparavant restent soumis à la version acceptée à ce moment-là.$terms$);
