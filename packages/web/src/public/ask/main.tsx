import { guide, rules } from '@woordelijk/rules';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../public.css';
import { firstWords } from '../language.ts';
import { AskApp } from './AskApp.tsx';
import { keepOffline } from './offline.ts';

const now = new Date();
const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, '0')).join('-');
const first = await firstWords();
createRoot(document.getElementById('app')!).render(
  <StrictMode>
    <AskApp first={first} rules={rules} guide={guide} today={today} />
  </StrictMode>,
);
keepOffline();
