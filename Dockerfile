FROM python:3.12-slim-bookworm AS build
WORKDIR /source
COPY pyproject.toml README.md LICENSE ./
COPY digestlint ./digestlint
COPY rules ./rules
RUN pip wheel --no-cache-dir --wheel-dir /wheels '.[fetch]'

FROM python:3.12-slim-bookworm
RUN --mount=type=bind,from=build,source=/wheels,target=/wheels \
    pip install --no-cache-dir --no-index --find-links /wheels 'digestlint[fetch]' \
    && useradd --uid 1000 --create-home digestlint
USER digestlint
WORKDIR /site
ENTRYPOINT ["digestlint"]
CMD ["check"]
