/**
 * What is compiled into TensorFlow.js's .wasm files, and comes with no package of its own: XNNPACK and the libraries
 * that it is built from (the WORKSPACE file of the tfjs repository lists them), and Emscripten's runtime with its C library. Some of them may
 * leave no byte in the file (fallbacks for other processors); their notices go along all the same.
 */
const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

const CONDITIONS = `Redistribution and use in source and binary forms, with or without modification, are permitted provided that the following conditions are met:

* Redistributions of source code must retain the above copyright notice, this list of conditions and the following disclaimer.

* Redistributions in binary form must reproduce the above copyright notice, this list of conditions and the following disclaimer in the documentation and/or other materials provided with the distribution.`;

const NO_ENDORSEMENT = `* Neither the name Facebook nor the names of its contributors may be used to endorse or promote products derived from this software without specific prior written permission.`;

const DISCLAIMER = `THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.`;

const TEXTS = {
  MIT: [MIT],
  'BSD-2-Clause': [CONDITIONS, DISCLAIMER],
  'BSD-3-Clause': [CONDITIONS, NO_ENDORSEMENT, DISCLAIMER],
};

/** @param {keyof typeof TEXTS} licence @param {string[]} copyright */
const part = (name, licence, copyright) => ({
  name,
  version: '(in tfjs-backend-wasm)',
  licence,
  text: [copyright.join('\n'), ...TEXTS[licence]].join('\n\n'),
});

export const COMPILED_IN = [
  part('XNNPACK', 'BSD-3-Clause', [
    'Copyright (c) Facebook, Inc. and its affiliates. All rights reserved.',
    'Copyright 2019 Google LLC',
  ]),
  part('pthreadpool', 'BSD-2-Clause', [
    'Copyright (c) 2017 Facebook Inc.',
    'Copyright (c) 2015-2017 Georgia Institute of Technology',
    'All rights reserved.',
  ]),
  part('cpuinfo and clog', 'BSD-2-Clause', [
    'Copyright (c) 2017 Facebook Inc.',
    'Copyright (C) 2012-2017 Georgia Institute of Technology',
    'Copyright (C) 2010-2012 Marat Dukhan',
    'All rights reserved.',
  ]),
  part('FP16', 'MIT', [
    'Copyright (c) 2017 Facebook Inc.',
    'Copyright (c) 2017 Georgia Institute of Technology',
  ]),
  part('FXdiv', 'MIT', ['Copyright (c) 2016 Marat Dukhan']),
  part('psimd', 'MIT', [
    'Copyright (c) 2017 Facebook Inc.',
    'Copyright (c) 2014-2017 Georgia Institute of Technology',
  ]),
  part('Emscripten', 'MIT', ['Copyright (c) 2010-2014 Emscripten authors, see AUTHORS file.']),
  part('musl libc', 'MIT', ['Copyright © 2005-2020 Rich Felker, et al.']),
];
