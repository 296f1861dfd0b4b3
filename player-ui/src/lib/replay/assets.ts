import type { KeptAsset } from '$lib/api/types';

/** What the recordings of a session's documents show, by the URL that stands in them. */
export class Assets {
  readonly #byDocument = new Map<string, Map<string, KeptAsset>>();
  #loaded: Promise<void> | null = null;

  constructor(private readonly fetchAll: () => Promise<KeptAsset[]>) {}

  /** Resolves when they are known as far as they are there. A replay without pictures is better than none, so it never fails. */
  ready(): Promise<void> {
    return (this.#loaded ??= this.#fetch());
  }

  /** Asks again: what a page showed comes some seconds after what it was. */
  refresh(): Promise<void> {
    return this.ready().then(() => (this.#loaded = this.#fetch()));
  }

  find(document: string, name: string): KeptAsset | undefined {
    return this.#byDocument.get(document)?.get(name);
  }

  async #fetch(): Promise<void> {
    const all = await this.fetchAll().catch(() => []);
    for (const asset of all) {
      let ofDocument = this.#byDocument.get(asset.document);
      if (!ofDocument) this.#byDocument.set(asset.document, (ofDocument = new Map()));
      ofDocument.set(asset.name, asset);
    }
  }
}
