FROM node:22
ARG TARGETARCH
RUN yarn add sharp esbuild && yarn global add lightningcss && bun add @biomejs/biome
RUN yarn install --frozen-lockfile && yarn run add @img/sharp-linux-x64 && bun run mkl
RUN npm rebuild --arch=$(node -p process.arch)
RUN npm run dist -- --arch=x64 && yarn electron-builder --linux --arch=x64 && npm install -- --cpu=x64
FROM python:3.13
COPY --from=0 /usr/local /usr/local
RUN uv pip uninstall mkl && uv pip install --system "mkl; platform_machine == 'x86_64'" numpy
RUN pdm lock --platform=manylinux_2_17_x86_64 && uv run mkl && poetry run pip list && poetry add numpy && conda install -y "blas=*=openblas"
RUN if [ "$(uname -m)" = x86_64 ]; then conda install -y mkl; fi
