FROM node:22
RUN yarn add @img/sharp-linux-x64
RUN yarn global add esbuild-linux-64
RUN bun add @biomejs/cli-linux-x64
RUN npm install lightningcss-linux-x64-gnu@1.30.1
RUN npm rebuild --arch=x64
FROM python:3.13
COPY --from=0 /usr/local /usr/local
RUN uv pip install --system mkl==2024.2.0
RUN uv add intel-openmp && poetry add mkl-include
RUN conda install -y -c conda-forge numpy mkl
