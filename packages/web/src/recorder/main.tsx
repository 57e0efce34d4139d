/** The recorder's own entry: small, and without anything of the staff's pages. */
import { Recorder } from '@woordelijk/recorder';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { applyTheme, keptTheme } from '../frame/theme.ts';
import '../style/theme.css';
import '../style/base.css';
import '../style/components.css';
import '../style/frame.css';
import '../style/recorder.css';
import { App } from './App.tsx';
import { WordsProvider } from './words.tsx';
import { keepOffline, outboxUrl } from './worker-url.ts';

applyTheme(keptTheme());
const recorder = new Recorder(new Worker(outboxUrl(), { type: 'module', name: 'outbox' }));
void keepOffline(() => recorder.retry());
createRoot(document.getElementById('app')!).render(
  <StrictMode>
    <WordsProvider>
      <App recorder={recorder} />
    </WordsProvider>
  </StrictMode>,
);
